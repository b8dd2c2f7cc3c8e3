package io.humanlayer.gateway.app;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.gateway.app.RequestStore.Entry;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Intake;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Takes requests in: durable first, published second. What is durable is accepted: should the
/// broker be away, [PublishAccepted] publishes it when it returns.
@ApplicationScoped
public class SubmitRequest {

  private static final Logger LOG = Logger.getLogger(SubmitRequest.class);

  private final RequestStore requests;
  private final PublishAccepted publishing;
  private final Policies policies;
  private final EventIds ids;
  private final Clock clock;

  public SubmitRequest(
      RequestStore requests,
      PublishAccepted publishing,
      Policies policies,
      EventIds ids,
      Clock clock) {
    this.requests = requests;
    this.publishing = publishing;
    this.policies = policies;
    this.ids = ids;
    this.clock = clock;
  }

  /// One request on its way.
  ///
  /// @param published ends when the broker has it; at once for one that was there before
  public record Submitted(Entry entry, CompletableFuture<Void> published) {

    /// Gives the broker a moment. A request that it does not have by then is durable all the same
    /// and will be published, so nothing is thrown.
    public void awaitPublished(Duration moment) {
      try {
        published.get(moment.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOG.debugf(e, "accepted, and not published yet");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Takes in one request.
  ///
  /// @throws io.humanlayer.web.ProblemException `unavailable` if too many wait to be published
  public Submitted submit(Submission submission) {
    return submit(List.of(submission)).getFirst();
  }

  /// Takes in several requests in one transaction; the answers are in their order.
  public List<Submitted> submit(List<Submission> submissions) {
    publishing.refuseWhenFull();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<DecisionRequest> taken =
        submissions.stream()
            .map(s -> Intake.accept(s, new RequestId(ids.next()), policies.inForce(s.org()), now))
            .toList();
    return requests.accept(taken).stream().map(this::publish).toList();
  }

  private Submitted publish(Entry entry) {
    return switch (entry) {
      case Entry.Fresh(_, Publication publication) ->
          new Submitted(entry, publishing.publish(publication));
      case Entry.Repeated _, Entry.Conflicting _ ->
          new Submitted(entry, CompletableFuture.completedFuture(null));
    };
  }
}
