package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What an Agent may say after it has asked: that it no longer wants it, and what a Sentinel wants
/// to know. Whether it still matters is said by whoever keeps the case.
@ApplicationScoped
public class SpeakAgain {

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Afterwards afterwards;
  private final Dossiers dossiers;
  private final Clock clock;

  public SpeakAgain(Afterwards afterwards, Dossiers dossiers, Clock clock) {
    this.afterwards = afterwards;
    this.dossiers = dossiers;
    this.clock = clock;
  }

  /// Withdraws a request, which is also how an approval that is no longer wanted is given back.
  ///
  /// @throws io.humanlayer.web.ProblemException `case-closed` if there is nothing to withdraw
  public void withdraw(Agent agent, RequestView request, @Nullable RequestId successor) {
    if (request.status().decided() && successor == null) {
      throw Problem.of(Kind.CASE_CLOSED, "The request has been decided.").asException();
    }
    told(() -> afterwards.withdrawn(agent, request.id(), successor, now()).join());
  }

  /// Answers a question. The words go into the dossier, their digest to the case.
  ///
  /// @throws io.humanlayer.web.ProblemException `case-closed` if nobody waits for them
  public void inform(Agent agent, RequestView request, int number, String answer) {
    if (request.status().decided()) {
      throw Problem.of(Kind.CASE_CLOSED, "The request has been decided.").asException();
    }
    String digest =
        dossiers
            .append(agent.org(), request.id(), number, answer)
            .orElseThrow(
                () ->
                    Problem.of(
                            Kind.CONFLICT,
                            "This question has been answered otherwise, or the dossier was erased.")
                        .asException());
    told(() -> afterwards.informed(agent, request.id(), number, digest, now()).join());
  }

  private static void told(Runnable telling) {
    try {
      telling.run();
    } catch (CompletionException e) {
      throw Problem.unavailable("This cannot be passed on just now; try again.", RETRY)
          .asException();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
