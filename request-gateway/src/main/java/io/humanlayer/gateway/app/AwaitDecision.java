package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestView;
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

  private final RequestViews requests;
  private final Waiters waiters;

  public AwaitDecision(RequestViews requests, Waiters waiters) {
    this.requests = requests;
    this.waiters = waiters;
  }

  /// The view once it is decided, at the latest after `limit`; empty if this agent has no such
  /// request.
  public Optional<RequestView> decided(Agent agent, RequestId id, Duration limit) {
    return until(agent, id, limit, view -> view.status().decided());
  }

  /// The view of a request once it is decided, at the latest after `limit`, where `start` sets off
  /// what leads to the decision: before it there is nothing to look at.
  public Optional<RequestView> decidedAfter(
      Runnable start, Agent agent, RequestId id, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try (var waiter = waiters.waiter(id)) {
      start.run();
      waiter.await(limit);
    }
    return decided(agent, id, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  /// The view once `reached` holds, at the latest after `limit`; empty if this agent has no such
  /// request.
  public Optional<RequestView> until(
      Agent agent, RequestId id, Duration limit, Predicate<RequestView> reached) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try (var waiter = waiters.waiter(id)) {
        Optional<RequestView> view = requests.find(agent, id);
        long left = end - System.nanoTime();
        if (left <= 0
            || Thread.currentThread().isInterrupted()
            || view.filter(v -> !reached.test(v)).isEmpty()) {
          return view;
        }
        waiter.await(Duration.ofNanos(left));
      }
    }
  }
}
