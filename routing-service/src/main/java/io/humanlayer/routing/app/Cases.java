package io.humanlayer.routing.app;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.routing.core.cases.Edit;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.sentinels.Sentinel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whatever happens to a case, from the ruling that opens it to what becomes of its Decision.
@ApplicationScoped
public class Cases {

  /// The name under which this service reads topics and keeps its inbox.
  public static final String READER = "routing-service";

  private final CaseLog log;
  private final FindPeople people;
  private final Dossiers dossiers;
  private final EventIds ids;
  private final Clock clock;

  public Cases(CaseLog log, FindPeople people, Dossiers dossiers, EventIds ids, Clock clock) {
    this.log = log;
    this.people = people;
    this.dossiers = dossiers;
    this.ids = ids;
    this.clock = clock;
  }

  /// A command that still lacks its instant.
  @FunctionalInterface
  public interface At<C extends CaseCommand> {
    C at(Instant now);
  }

  /// A command that still lacks its instant and the digest of its reason.
  @FunctionalInterface
  public interface Because {
    CaseCommand at(Reason reason, Instant now);
  }

  public Outcome<CaseEvent> open(Cause cause, At<CaseCommand.Open> opening) {
    CaseCommand.Open open = opening.at(now());
    Outcome<CaseEvent> outcome = log.open(cause, open);
    if (happened(outcome)) {
      people.route(new CaseRef(open.request().id(), open.request().organisation()));
    }
    return outcome;
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
    var noted = log.run(cause(sentinel), id, new CaseCommand.ShowDossier(sentinel, digest, now()));
    return switch (noted) {
      case Outcome.Accepted<CaseEvent> _ -> new Shown.Everything(open, dossier, digest);
      case Outcome.Refused<CaseEvent>(var reason) -> new Shown.Nothing(reason);
    };
  }

  /// The dossier that an open case is about.
  ///
  /// @throws Dossiers.Unavailable if it cannot be had
  public Dossier dossierOf(Case.Open open) {
    var request = open.matter().request();
    Dossier dossier =
        dossiers
            .find(request.organisation(), open.matter().dossier())
            .orElseThrow(() -> new Dossiers.Unavailable("the dossier was erased"));
    if (!dossier.digest().equals(open.matter().dossierDigest())
        || !dossier.operation().equals(request.operation())) {
      throw new Dossiers.Unavailable("the dossier is not the one this case was opened with");
    }
    @Nullable Edit edit = open.course().edit();
    return edit == null ? dossier : dossier.after(edit);
  }

  /// What a Sentinel does in a case.
  public Outcome<CaseEvent> act(Sentinel sentinel, RequestId id, At<CaseCommand> command) {
    return following(
        new CaseRef(id, sentinel.organisation()), log.run(cause(sentinel), id, command.at(now())));
  }

  /// What a Sentinel does in a case, with a reason in their own words.
  public Outcome<CaseEvent> act(
      Sentinel sentinel,
      RequestId id,
      @Nullable String reasonCode,
      @Nullable String reason,
      Because command) {
    Instant at = now();
    Function<byte[], CaseCommand> made =
        salt -> command.at(Reason.salted(reasonCode, reason, salt), at);
    return following(
        new CaseRef(id, sentinel.organisation()),
        log.run(cause(sentinel), id, sentinel.id().value(), made));
  }

  /// What a Sentinel does in a case, in words of their own that are tied to a salt.
  public Outcome<CaseEvent> actSalted(
      Sentinel sentinel, RequestId id, Function<byte[], At<CaseCommand>> command) {
    Instant at = now();
    return following(
        new CaseRef(id, sentinel.organisation()),
        log.run(cause(sentinel), id, sentinel.id().value(), salt -> command.apply(salt).at(at)));
  }

  /// What somebody who answers for the Organisation does to a case.
  ///
  /// @param by who, as the records name them
  public Outcome<CaseEvent> actFor(
      OrganisationId organisation,
      RequestId id,
      String by,
      @Nullable String reasonCode,
      @Nullable String reason,
      Because command) {
    if (!belongs(id, organisation)) {
      return Outcome.refused(CaseRefusal.NO_SUCH_CASE);
    }
    Instant at = now();
    return log.run(
        cause(organisation),
        id,
        by,
        salt -> command.at(Reason.salted(reasonCode, reason, salt), at));
  }

  /// The Agent withdraws its request, for good or for another one.
  public Outcome<CaseEvent> withdraw(Cause cause, RequestId id, At<CaseCommand> command) {
    return log.withdraw(cause, id, command.at(now()));
  }

  /// The Agent answers a question.
  public Outcome<CaseEvent> inform(Cause cause, RequestId id, At<CaseCommand.GiveInfo> answer) {
    return following(
        new CaseRef(id, new OrganisationId(cause.org())), log.run(cause, id, answer.at(now())));
  }

  /// The Agent is about to act on an approval; this is the only place that says whether it may.
  public Outcome<CaseEvent> consume(
      OrganisationId organisation,
      RequestId id,
      BiFunction<Boolean, Instant, CaseCommand.Consume> c) {
    if (!belongs(id, organisation)) {
      return Outcome.refused(CaseRefusal.NO_SUCH_CASE);
    }
    Instant at = now();
    return log.consume(cause(organisation), id, suspended -> c.apply(suspended, at));
  }

  private boolean belongs(RequestId id, OrganisationId organisation) {
    return switch (log.find(id)) {
      case Case.None _ -> false;
      case Case.Open open -> open.matter().request().organisation().equals(organisation);
      case Case.Decided decided -> decided.matter().request().organisation().equals(organisation);
    };
  }

  /// What was done may have left a seat empty.
  private Outcome<CaseEvent> following(CaseRef ref, Outcome<CaseEvent> outcome) {
    if (happened(outcome)) {
      people.routeIfWanted(ref);
    }
    return outcome;
  }

  private static boolean happened(Outcome<CaseEvent> outcome) {
    return outcome instanceof Outcome.Accepted<CaseEvent>(var events) && !events.isEmpty();
  }

  private Cause cause(Sentinel sentinel) {
    return cause(sentinel.organisation());
  }

  private Cause cause(OrganisationId organisation) {
    return new Cause(READER, ids.next().toString(), organisation.value(), null);
  }

  /// Events carry milliseconds; a state must not know more than its events.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
