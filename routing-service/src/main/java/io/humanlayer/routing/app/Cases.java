package io.humanlayer.routing.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Assurance;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.VerdictKind;
import io.humanlayer.routing.core.sentinels.Sentinel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Whatever happens to a case, from the ruling that opens it to its Decision.
@ApplicationScoped
public class Cases {

  /// The name under which this service reads topics and keeps its inbox.
  public static final String READER = "routing-service";

  private final CaseLog log;
  private final Dossiers dossiers;
  private final EventIds ids;
  private final Clock clock;

  public Cases(CaseLog log, Dossiers dossiers, EventIds ids, Clock clock) {
    this.log = log;
    this.dossiers = dossiers;
    this.ids = ids;
    this.clock = clock;
  }

  /// A ruling that asks for humans, as a command that still lacks its instant.
  @FunctionalInterface
  public interface Opening {
    CaseCommand.Open at(Instant now);
  }

  public Outcome<CaseEvent> open(Cause cause, Opening opening) {
    return log.open(cause, opening.at(now()));
  }

  /// The case, for the people of its own Organisation.
  public Optional<Case> find(Sentinel sentinel, RequestId id) {
    return switch (log.find(id)) {
      case Case.None _ -> Optional.empty();
      case Case.Open open -> Optional.<Case>of(open).filter(_ -> open.matter().concerns(sentinel));
      case Case.Decided decided ->
          Optional.<Case>of(decided).filter(_ -> decided.matter().concerns(sentinel));
    };
  }

  /// Shows a case to a Sentinel, after noting that they saw it.
  ///
  /// @param viewDigest the digest of what is shown of an open case
  /// @throws Dossiers.Unavailable if the dossier cannot be had; then nothing is noted
  public Shown show(
      Sentinel sentinel, RequestId id, BiFunction<Case.Open, Dossier, String> viewDigest) {
    return switch (find(sentinel, id).orElseGet(Case.None::new)) {
      case Case.None _ -> new Shown.Nothing(CaseRefusal.NO_SUCH_CASE);
      case Case.Decided decided ->
          decided.seats(sentinel)
              ? new Shown.Outcome(decided)
              : new Shown.Nothing(CaseRefusal.NOT_YOUR_SEAT);
      case Case.Open open ->
          open.seats(sentinel)
              ? show(sentinel, open, viewDigest)
              : new Shown.Nothing(CaseRefusal.NOT_YOUR_SEAT);
    };
  }

  private Shown show(
      Sentinel sentinel, Case.Open open, BiFunction<Case.Open, Dossier, String> viewDigest) {
    Dossier dossier = dossierOf(open);
    String digest = viewDigest.apply(open, dossier);
    RequestId id = open.matter().request().id();
    var noted = log.show(cause(sentinel), id, new CaseCommand.ShowDossier(sentinel, digest, now()));
    return switch (noted) {
      case Outcome.Accepted<CaseEvent> _ -> new Shown.Everything(open, dossier, digest);
      case Outcome.Refused<CaseEvent>(var reason) -> new Shown.Nothing(reason);
    };
  }

  private Dossier dossierOf(Case.Open open) {
    var request = open.matter().request();
    Dossier dossier =
        dossiers
            .find(request.organisation(), request.id())
            .orElseThrow(() -> new Dossiers.Unavailable("the dossier was erased"));
    if (!dossier.digest().equals(open.matter().dossierDigest())
        || !dossier.operation().equals(request.operation())) {
      throw new Dossiers.Unavailable("the dossier is not the one this case was opened with");
    }
    return dossier;
  }

  public Outcome<CaseEvent> give(
      Sentinel sentinel,
      RequestId id,
      VerdictKind kind,
      ActionDigest digest,
      @Nullable String reasonCode,
      @Nullable String reason,
      Assurance assurance) {
    Instant at = now();
    return log.give(
        cause(sentinel),
        id,
        sentinel,
        salt ->
            new CaseCommand.GiveVerdict(
                sentinel, kind, digest, Reason.salted(reasonCode, reason, salt), assurance, at));
  }

  /// Expires what is due, all of it; returns how many.
  public int expireDue() {
    int expired = 0;
    int batch;
    do {
      batch = log.expireDue(now());
      expired += batch;
    } while (batch == CaseLog.MAX_BATCH);
    return expired;
  }

  /// Looks for people again where some are missing; returns for how many cases.
  public int routeWaiting() {
    return log.routeWaiting(now());
  }

  private Cause cause(Sentinel sentinel) {
    return new Cause(READER, ids.next().toString(), sentinel.organisation().value(), null);
  }

  /// Events carry milliseconds; a state must not know more than its events.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
