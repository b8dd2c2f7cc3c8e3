package io.humanlayer.gateway.app;

import io.humanlayer.gateway.app.RequestStore.Entry;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import io.humanlayer.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// One agent asks and, if it likes, waits for the decision.
@ApplicationScoped
public class AskForDecision {

  /// How long the broker has to acknowledge before an agent that does not wait has its answer. A
  /// request that it does not have by then is durable all the same and will be published.
  static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(AskForDecision.class);

  private final SubmitRequest submit;
  private final AwaitDecision await;

  public AskForDecision(SubmitRequest submit, AwaitDecision await) {
    this.submit = submit;
    this.await = await;
  }

  /// The request that `submission` became, as its agent sees it: decided, or as it is after `wait`.
  ///
  /// @throws ProblemException `idempotency-conflict`, or `unavailable` if nothing more can be taken
  public RequestView ask(Submission submission, Duration wait) {
    Entry entry = submit.accept(List.of(submission)).getFirst();
    return switch (entry) {
      case Entry.Fresh(var request, _) -> fresh(entry, request, wait);
      case Entry.Repeated(var id) -> seen(submission, id, wait);
      case Entry.Conflicting() -> throw conflict();
    };
  }

  private RequestView fresh(Entry entry, DecisionRequest request, Duration wait) {
    if (wait.isZero()) {
      acknowledged(submit.publish(entry));
      return request.pending();
    }
    return await
        .decidedAfter(
            () -> {
              var _ = submit.publish(entry);
            },
            request.submission().agent(),
            request.id(),
            wait)
        .orElseThrow(() -> new IllegalStateException("a request that was accepted is gone"));
  }

  private RequestView seen(Submission submission, RequestId id, Duration wait) {
    return await
        .decided(submission.agent(), id, wait)
        .orElseThrow(() -> new IllegalStateException("a request that was accepted is gone"));
  }

  private static void acknowledged(CompletableFuture<Void> published) {
    try {
      published.get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf(e, "accepted, and not published yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProblemException conflict() {
    return Problem.of(
            Kind.IDEMPOTENCY_CONFLICT,
            "This idempotency key was used before, with another body or by another agent.")
        .asException();
  }
}
