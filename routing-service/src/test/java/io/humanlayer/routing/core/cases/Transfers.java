package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.People.ACME;
import static io.humanlayer.routing.core.cases.People.OTTO;
import static io.humanlayer.routing.core.cases.People.PAYBOT;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Profile;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.testkit.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The language of the stories: a transfer that needs a human, and what can happen to it.
final class Transfers {

  static final Instant MORNING = Instant.parse("2026-11-21T09:00:00Z");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Instant EVENING = Instant.parse("2026-11-21T18:00:00Z");
  static final Instant TOMORROW = MORNING.plus(Duration.ofDays(1));

  static final ActionDigest DIGEST = new ActionDigest("sha256:" + "a1".repeat(32));
  static final ActionDigest OTHER_DIGEST = new ActionDigest("sha256:" + "b2".repeat(32));
  static final String SHOWN = "sha256:" + "c3".repeat(32);
  static final Reason CHECKED = new Reason("checked", "Invoice 4711 checked", "sha256:1");
  static final Reason UNKNOWN_PAYEE = new Reason("payee", "Payee not known", "sha256:2");

  static final Panel PAYMENTS = payments(1, 1);
  static final Panel CFO = panel("cfo", "finance.cfo", Set.of(Source.INTERNAL), 1, 1);

  static final DecisionRequest REQUEST =
      new DecisionRequest(
          new RequestId(new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0001L)),
          ACME,
          new Agent(PAYBOT, "Paybot", "1.2", OTTO.id().value()),
          "payment.transfer",
          DIGEST,
          "authorized_decision",
          2,
          null);

  static final Ruling RULING =
      new Ruling(
          List.of(new Ruling.PolicyVersion("organisation", "baseline", 7, "sha256:7")),
          List.of(new Ruling.MatchedRule("transfer-large", "organisation")));

  private Transfers() {}

  static Scenario<CaseCommand, Case, CaseEvent> caseOf(DecisionRequest request) {
    return Scenario.of(new CaseDecider());
  }

  static Panel payments(int approvals, int rejections) {
    return panel(
        "payments",
        "finance.payments",
        Set.of(Source.INTERNAL, Source.EXTERNAL),
        approvals,
        rejections);
  }

  static Panel panel(
      String name, String qualification, Set<Source> sources, int approvals, int rejections) {
    return new Panel(
        name,
        new Profile(qualification, 1, sources, Set.of(), Set.of(), null),
        new Quorum(approvals, rejections));
  }

  static Requirement needs(Panel... panels) {
    return requirement(false, false, OnTimeout.DENY, panels);
  }

  static Requirement needsDistinct(Panel... panels) {
    return requirement(true, false, OnTimeout.DENY, panels);
  }

  static Requirement requirement(
      boolean distinct, boolean reasonRequired, OnTimeout onTimeout, Panel... panels) {
    return new Requirement(
        List.of(panels),
        distinct,
        Set.of("agent-owner", "payee"),
        Tier.EXPERT,
        onTimeout,
        Duration.ofMinutes(10),
        Duration.ZERO,
        List.of(),
        Set.of(),
        reasonRequired,
        null);
  }

  /// The same demands, but whoever holds a seat can take the last verdict back for so long.
  static Requirement cooling(Requirement asked, Duration cooldown) {
    return new Requirement(
        asked.panels(),
        asked.distinct(),
        asked.exclude(),
        asked.tier(),
        asked.onTimeout(),
        asked.useWithin(),
        cooldown,
        asked.escalate(),
        asked.editable(),
        asked.reasonRequired(),
        asked.grantCeiling());
  }

  static Requirement escalating(Requirement asked, Escalation... chain) {
    return new Requirement(
        asked.panels(),
        asked.distinct(),
        asked.exclude(),
        asked.tier(),
        asked.onTimeout(),
        asked.useWithin(),
        asked.cooldown(),
        List.of(chain),
        asked.editable(),
        asked.reasonRequired(),
        asked.grantCeiling());
  }

  static Requirement editable(Requirement asked, String... arguments) {
    return new Requirement(
        asked.panels(),
        asked.distinct(),
        asked.exclude(),
        asked.tier(),
        asked.onTimeout(),
        asked.useWithin(),
        asked.cooldown(),
        asked.escalate(),
        Set.of(arguments),
        asked.reasonRequired(),
        new GrantCeiling(Duration.ofHours(1), 5));
  }

  /// Opened in the morning, to be decided before the evening.
  static Open open(Requirement requirement) {
    return new Open(
        REQUEST,
        null,
        "sha256:dossier",
        RULING,
        requirement,
        ResponseForm.LEAVE,
        Duration.between(MORNING, EVENING),
        TOMORROW,
        null,
        MORNING);
  }

  static Route route(Sentinel... candidates) {
    return routeAt(MORNING, candidates);
  }

  /// The same people could be asked for every panel.
  static Route routeAt(Instant at, Sentinel... candidates) {
    List<Candidate> all = Stream.of(candidates).map(one -> new Candidate(one, false)).toList();
    return new Route(
        Stream.of("payments", "cfo", "board").map(panel -> new Pool(panel, all, null)).toList(),
        at);
  }

  static ShowDossier show(Sentinel sentinel, Instant at) {
    return new ShowDossier(sentinel, SHOWN, at);
  }

  static GiveVerdict approve(Sentinel sentinel, Instant at) {
    return give(sentinel, VerdictKind.APPROVE, DIGEST, CHECKED, at);
  }

  static GiveVerdict reject(Sentinel sentinel, Instant at) {
    return give(sentinel, VerdictKind.REJECT, DIGEST, UNKNOWN_PAYEE, at);
  }

  static GiveVerdict give(
      Sentinel sentinel, VerdictKind kind, ActionDigest digest, Reason reason, Instant at) {
    return new GiveVerdict(sentinel, kind, digest, reason, Assurance.SESSION, Terms.NONE, null, at);
  }

  static Expire expire(Instant at) {
    return new Expire(0, at);
  }

  static Opened opened(Requirement requirement) {
    return new Opened(matter(requirement));
  }

  static Matter matter(Requirement requirement) {
    return new Matter(
        REQUEST,
        null,
        "sha256:dossier",
        RULING,
        requirement,
        ResponseForm.LEAVE,
        MORNING,
        EVENING,
        TOMORROW,
        null);
  }

  /// The first offer of the case; where several are given, the number does not matter.
  static OfferMade offerMade(Sentinel sentinel, Panel panel) {
    return offerMade(1, sentinel, panel);
  }

  static OfferMade offerMade(int number, Sentinel sentinel, Panel panel) {
    return new OfferMade(
        new Offer(number, sentinel.id(), panel.name(), MORNING, MORNING.plus(Patience.ABSENT)));
  }

  static Unroutable unroutable(Panel panel) {
    return new Unroutable(panel.name(), MORNING, null);
  }

  static DossierViewed dossierViewed(Sentinel sentinel, Instant at) {
    return new DossierViewed(sentinel.id(), SHOWN, at);
  }

  static VerdictGiven approved(Sentinel sentinel, Panel panel, Instant at) {
    return new VerdictGiven(
        verdict(sentinel, panel, VerdictKind.APPROVE, at), DIGEST, without(CHECKED), null);
  }

  static VerdictGiven rejected(Sentinel sentinel, Panel panel, Instant at) {
    return new VerdictGiven(
        verdict(sentinel, panel, VerdictKind.REJECT, at), DIGEST, without(UNKNOWN_PAYEE), null);
  }

  static Verdict verdict(Sentinel sentinel, Panel panel, VerdictKind kind, Instant at) {
    String qualification = panel.profile().qualification();
    return new Verdict(
        sentinel.id(),
        panel.name(),
        qualification,
        qualification + "/1",
        Assurance.SESSION,
        kind,
        at);
  }

  static Decided decidedApproved(Instant at, Verdict... verdicts) {
    return decided(DecisionOutcome.APPROVED, Basis.SENTINEL, CHECKED, at, verdicts);
  }

  static Decided decidedRejected(Instant at, Verdict... verdicts) {
    return decided(DecisionOutcome.REJECTED, Basis.SENTINEL, UNKNOWN_PAYEE, at, verdicts);
  }

  static Decided decided(
      DecisionOutcome outcome, Basis basis, Reason reason, Instant at, Verdict... verdicts) {
    return new Decided(
        REQUEST,
        RULING,
        Tier.EXPERT,
        outcome,
        basis,
        List.of(verdicts),
        null,
        null,
        null,
        reason,
        at,
        outcome == DecisionOutcome.APPROVED ? at.plus(Duration.ofMinutes(10)) : null);
  }

  static Closed closed(DecisionOutcome outcome, Instant at) {
    return new Closed(outcome, at);
  }

  private static Reason without(Reason reason) {
    return new Reason(reason.code(), null, reason.digest());
  }
}
