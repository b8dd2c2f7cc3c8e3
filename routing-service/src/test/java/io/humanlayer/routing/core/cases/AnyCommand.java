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
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Whatever could be asked of a case, sensible or not: a few people whose qualifications come and
/// go, one of whom owns the Agent, and instants on both sides of the deadline.
final class AnyCommand {

  private static final List<String> NAMES = List.of("ada", "ben", "cleo", "dora", "otto");
  private static final List<String> SKILLS = List.of("red", "green", "blue");

  private final RandomGenerator random;

  private AnyCommand(RandomGenerator random) {
    this.random = random;
  }

  static CaseCommand of(RandomGenerator random, Case state) {
    return new AnyCommand(random).fitting(state);
  }

  private CaseCommand fitting(Case state) {
    boolean unopened = state instanceof Case.None;
    if (unopened && chance(70)) {
      return open();
    }
    return switch (random.nextInt(20)) {
      case 0 -> open();
      case 1, 2, 3 -> route();
      case 4, 5, 6 -> new ShowDossier(anybody(), SHOWN, anytime());
      case 7 -> new Expire(anytime());
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
    Requirement requirement =
        Transfers.requirement(
            chance(50),
            chance(20),
            chance(60) ? OnTimeout.DENY : OnTimeout.ALLOW,
            panels.toArray(Panel[]::new));
    Instant expiresAt = chance(80) ? EVENING.plusSeconds(9) : EVENING.minusSeconds(3600);
    return new Open(
        REQUEST,
        null,
        "sha256:dossier",
        RULING,
        requirement,
        Duration.between(MORNING, EVENING),
        expiresAt,
        MORNING);
  }

  private Route route() {
    List<Sentinel> candidates = new ArrayList<>();
    for (String name : NAMES) {
      if (chance(60)) {
        candidates.add(sentinel(name));
      }
    }
    return new Route(candidates, anytime());
  }

  private GiveVerdict verdict() {
    return new GiveVerdict(
        anybody(),
        chance(85) ? VerdictKind.APPROVE : VerdictKind.REJECT,
        chance(92) ? DIGEST : OTHER_DIGEST,
        chance(85) ? new Reason("ok", "checked", "sha256:1") : Reason.NONE,
        Assurance.SESSION,
        anytime());
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
