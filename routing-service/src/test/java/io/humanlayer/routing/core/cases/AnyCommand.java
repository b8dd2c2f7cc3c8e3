package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.People.ACME;
import static io.humanlayer.routing.core.cases.People.LONG_AGO;
import static io.humanlayer.routing.core.cases.People.PAYBOT;
import static io.humanlayer.routing.core.cases.Transfers.DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.EVENING;
import static io.humanlayer.routing.core.cases.Transfers.MORNING;
import static io.humanlayer.routing.core.cases.Transfers.OTHER_DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.RULING;
import static io.humanlayer.routing.core.cases.Transfers.SHOWN;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Whatever could be asked of a case, sensible or not: a few people whose qualifications come and
/// go, one of whom owns the Agent, timers that are due, early or stale, and instants on both sides
/// of the deadline.
final class AnyCommand {

  static final String EMERGENCY = "emergency.break-glass";
  private static final List<String> NAMES = List.of("ada", "ben", "cleo", "dora", "otto");
  private static final List<String> SKILLS = List.of("red", "green", "blue");
  private static final List<TimerKind> FIRED =
      Stream.of(TimerKind.values()).filter(kind -> kind != TimerKind.ROUTE).toList();
  private static final Reason WHY = new Reason("why", "Because", "sha256:1");
  private static final RequestId OTHER = new RequestId(new UUID(5, 6));

  private final RandomGenerator random;
  private final Case state;

  private AnyCommand(RandomGenerator random, Case state) {
    this.random = random;
    this.state = state;
  }

  static CaseCommand of(RandomGenerator random, Case state) {
    return new AnyCommand(random, state).fitting();
  }

  private CaseCommand fitting() {
    if (state instanceof Case.None && chance(70)) {
      return open();
    }
    return switch (random.nextInt(40)) {
      case 0 -> open();
      case 1, 2, 3, 4, 5 -> route();
      case 6, 7 -> new CaseCommand.ShowDossier(anybody(), SHOWN, anytime());
      case 8, 9, 10 -> new CaseCommand.Claim(anybody(), anytime());
      case 11 -> new CaseCommand.Decline(anybody(), reason(), anytime());
      case 12 -> new CaseCommand.Release(anybody(), anytime());
      case 13 -> new CaseCommand.Recuse(anybody(), reason(), anytime());
      case 14, 15 -> new CaseCommand.AskInfo(anybody(), "Why?", anytime());
      case 16, 17 -> new CaseCommand.GiveInfo(1 + random.nextInt(3), "sha256:i", anytime());
      case 18 -> new CaseCommand.Undo(anybody(), anytime());
      case 19 -> new CaseCommand.Extend(anybody(), Duration.ofHours(random.nextInt(8)), anytime());
      case 20 ->
          new CaseCommand.BreakGlass(anybody(), digest(), reason(), Assurance.KEY, anytime());
      case 21 -> chance(20) ? new CaseCommand.Cancel("agent", Reason.NONE, anytime()) : verdict();
      case 22 -> chance(20) ? new CaseCommand.Amend(OTHER, anytime()) : verdict();
      case 23, 24 -> new CaseCommand.Consume(digest(), "paybot", chance(10), anytime());
      case 25 -> new CaseCommand.Revoke("ada", reason(), anytime());
      case 26 -> new CaseCommand.Reopen("operator", reason(), anytime());
      case 27, 28, 29, 30, 31 -> timer();
      default -> verdict();
    };
  }

  private Open open() {
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      Set<Source> sources =
          chance(50) ? Set.of(Source.INTERNAL) : Set.of(Source.INTERNAL, Source.EXTERNAL);
      int approvals = 1 + random.nextInt(2);
      int rejections = chance(70) ? 1 : 2;
      panels.add(Transfers.panel("p" + i, SKILLS.get(i), sources, approvals, rejections));
    }
    Requirement plain =
        Transfers.requirement(chance(50), chance(20), onTimeout(), panels.toArray(Panel[]::new));
    Requirement timed = chance(30) ? Transfers.cooling(plain, Duration.ofMinutes(10)) : plain;
    Requirement chained =
        chance(50) ? Transfers.escalating(timed, step(1, "red"), step(2, "green")) : timed;
    ResponseForm response =
        chance(75)
            ? ResponseForm.LEAVE
            : new ResponseForm(true, chance(50) ? List.of() : List.of("yes", "no"), null);
    return new Open(
        chance(80) ? REQUEST : light(),
        null,
        "sha256:dossier",
        RULING,
        Transfers.editable(chained, "memo"),
        response,
        Duration.between(MORNING, EVENING),
        chance(80) ? EVENING.plusSeconds(20_000) : EVENING.minusSeconds(3600),
        chance(95) ? null : OTHER,
        MORNING);
  }

  /// What weighs so little that silence may allow it.
  private static DecisionRequest light() {
    return new DecisionRequest(
        REQUEST.id(), ACME, REQUEST.agent(), "policy.publish", DIGEST, "compliance_check", 1, null);
  }

  private static Escalation step(int hours, String skill) {
    return new Escalation(
        Duration.ofHours(hours),
        Transfers.panel("board" + hours, skill, Set.of(Source.INTERNAL), 1, 1));
  }

  private OnTimeout onTimeout() {
    return chance(40) ? OnTimeout.DENY : chance(50) ? OnTimeout.ALLOW : OnTimeout.REFER;
  }

  private Route route() {
    List<Candidate> candidates = new ArrayList<>();
    for (String name : NAMES) {
      if (chance(60)) {
        candidates.add(new Candidate(sentinel(name), chance(50)));
      }
    }
    Instant next = chance(15) ? anytime().plusSeconds(600) : null;
    return new Route(
        Stream.of("p0", "p1", "p2", "board1", "board2")
            .map(panel -> new Pool(panel, candidates, next))
            .toList(),
        anytime());
  }

  private GiveVerdict verdict() {
    boolean asks = state instanceof Case.Open open && open.matter().response().asks();
    VerdictKind kind =
        chance(12)
            ? VerdictKind.REJECT
            : asks != chance(10) ? VerdictKind.ANSWER : VerdictKind.APPROVE;
    boolean plain = chance(80);
    Edit edit =
        kind == VerdictKind.APPROVE && !plain
            ? new Edit("{}", OTHER_DIGEST, Set.of(chance(80) ? "memo" : "amount"))
            : null;
    Grant grant =
        kind == VerdictKind.APPROVE && plain && chance(10)
            ? new Grant(1 + random.nextInt(8), anytime().plusSeconds(random.nextInt(7200)))
            : null;
    String answer =
        kind != VerdictKind.ANSWER ? null : chance(70) ? "yes" : chance(80) ? "no" : "maybe";
    return new GiveVerdict(
        anybody(),
        kind,
        digest(),
        chance(90) ? WHY : Reason.NONE,
        Assurance.SESSION,
        new Terms(answer, edit, grant),
        edit == null ? null : ruling(),
        anytime());
  }

  private EditRuling ruling() {
    return switch (random.nextInt(4)) {
      case 0 -> new EditRuling.Denied();
      case 1 ->
          new EditRuling.Asks(
              Transfers.needs(Transfers.panel("p9", "violet", Set.of(Source.INTERNAL), 1, 1)));
      default -> new EditRuling.Allowed();
    };
  }

  /// One that is armed, mostly when it is due; or one that is not.
  private CaseCommand timer() {
    List<Timer> armed =
        Timers.of(state).stream().filter(one -> one.kind() != TimerKind.ROUTE).toList();
    if (armed.isEmpty() || chance(35)) {
      TimerKind kind = FIRED.get(random.nextInt(FIRED.size()));
      return fired(new Timer(kind, random.nextInt(4), random.nextInt(3), EVENING), EVENING);
    }
    Timer one = armed.get(random.nextInt(armed.size()));
    Instant at = chance(85) ? one.due().plusMillis(random.nextInt(3)) : one.due().minusMillis(1);
    return fired(one, at);
  }

  private static CaseCommand fired(Timer timer, Instant at) {
    return switch (timer.kind()) {
      case OFFER -> new CaseCommand.LapseOffer(timer.seq(), at);
      case HOLD -> new CaseCommand.LapseHold(timer.seq(), at);
      case BROADCAST -> new CaseCommand.Broaden(timer.epoch(), at);
      case GIVE_UP -> new CaseCommand.GiveUp(timer.epoch(), at);
      case ESCALATE -> new CaseCommand.Escalate(timer.seq(), at);
      case DEADLINE -> new CaseCommand.Expire(timer.epoch(), at);
      case COOLDOWN -> new CaseCommand.Settle(timer.epoch(), at);
      case USE_BY -> new CaseCommand.Lapse(at);
      case ROUTE -> throw new IllegalArgumentException("to route takes people");
    };
  }

  private ActionDigest digest() {
    ActionDigest current =
        state instanceof Case.Open open
            ? open.actionDigest()
            : state instanceof Case.Approved approved ? approved.approval().actionDigest() : DIGEST;
    return chance(92) ? current : current.equals(DIGEST) ? OTHER_DIGEST : DIGEST;
  }

  private Reason reason() {
    return chance(85) ? WHY : Reason.NONE;
  }

  private Sentinel anybody() {
    return sentinel(NAMES.get(random.nextInt(NAMES.size())));
  }

  private Sentinel sentinel(String name) {
    List<Qualification> held = new ArrayList<>();
    for (String skill : SKILLS) {
      if (chance(75)) {
        Instant until = chance(90) ? null : LONG_AGO.plusSeconds(1);
        held.add(new Qualification(skill, 1, LONG_AGO, until, null));
      }
    }
    if (chance(5)) {
      held.add(new Qualification(EMERGENCY, 1, LONG_AGO, null, null));
    }
    Set<AgentId> owned = name.equals("cleo") && chance(20) ? Set.of(PAYBOT) : Set.of();
    return new Sentinel(
        chance(97) ? ACME : new OrganisationId("globex"),
        new SentinelId(name),
        name,
        name.equals("dora") ? Source.EXTERNAL : Source.INTERNAL,
        held,
        Set.of(),
        Set.of(),
        owned);
  }

  private Instant anytime() {
    return chance(94)
        ? MORNING.plusSeconds(random.nextInt(6 * 3600))
        : EVENING.minusSeconds(5).plusSeconds(random.nextInt(10));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
