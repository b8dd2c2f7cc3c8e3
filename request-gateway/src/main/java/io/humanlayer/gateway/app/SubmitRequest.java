package io.humanlayer.gateway.app;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.gateway.app.RequestStore.Entry;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Intake;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Takes requests in: durable first, published second. What is durable is accepted: should the
/// broker be away, [PublishAccepted] publishes it when it returns.
@ApplicationScoped
public class SubmitRequest {

  private final RequestStore requests;
  private final PublishAccepted publishing;
  private final Policies policies;
  private final Suspended suspended;
  private final EventIds ids;
  private final Clock clock;

  public SubmitRequest(
      RequestStore requests,
      PublishAccepted publishing,
      Policies policies,
      Suspended suspended,
      EventIds ids,
      Clock clock) {
    this.requests = requests;
    this.publishing = publishing;
    this.policies = policies;
    this.suspended = suspended;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes requests durable in one transaction; the answers are in their order.
  ///
  /// @throws io.humanlayer.web.ProblemException `unavailable` if too many wait to be published
  public List<Entry> accept(List<Submission> submissions) {
    publishing.refuseWhenFull();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<DecisionRequest> taken = submissions.stream().map(s -> accept(s, now)).toList();
    return requests.accept(taken);
  }

  private DecisionRequest accept(Submission submission, Instant now) {
    return Intake.accept(
        submission,
        new RequestId(ids.next()),
        policies.inForce(submission.org()),
        policies.shadows(submission.org()),
        suspended.concerning(
            submission.org(), submission.agent().id(), submission.action().operation()),
        now);
  }

  /// Publishes what is new; the future ends when the broker has it, or with the failure.
  public CompletableFuture<Void> publish(Entry entry) {
    return switch (entry) {
      case Entry.Fresh(_, var publication) -> publishing.publish(publication);
      case Entry.Repeated _, Entry.Conflicting _ -> CompletableFuture.completedFuture(null);
    };
  }
}
