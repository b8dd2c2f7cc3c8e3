package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Gives a request's view as soon as it is what the caller waits for, or as it is when the time is
/// up. Waiting never decides anything.
@ApplicationScoped
public class AwaitDecision {

  /// The longest that one call may wait.
  public static final Duration MAX_WAIT = Duration.ofSeconds(60);

  private final RequestStore requests;
  private final Waiters waiters;

  public AwaitDecision(RequestStore requests, Waiters waiters) {
    this.requests = requests;
    this.waiters = waiters;
  }

  /// The view once it is decided, at the latest after `limit`.
  public Optional<RequestView> decided(OrganisationId org, RequestId id, Duration limit) {
    return until(org, id, limit, view -> view.status().decided());
  }

  /// The view once `reached` holds, at the latest after `limit`; empty if there is no such request.
  public Optional<RequestView> until(
      OrganisationId org, RequestId id, Duration limit, Predicate<RequestView> reached) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try (var waiter = waiters.waiter(id)) {
        Optional<RequestView> view = requests.find(org, id);
        long left = end - System.nanoTime();
        if (view.isEmpty() || reached.test(view.get()) || left <= 0) {
          return view;
        }
        waiter.await(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return requests.find(org, id);
      }
    }
  }
}
