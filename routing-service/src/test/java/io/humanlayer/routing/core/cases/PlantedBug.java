package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Deciders with one rule broken each: whoever guards the rules must notice every one of them.
enum PlantedBug implements Decider<CaseCommand, Case, CaseEvent> {
  COUNTS_ONE_PERSON_TWICE {
    @Override
    Case seen(Case state) {
      return state instanceof Case.Open open ? open.with(byGhosts(open.seating())) : state;
    }
  },
  TRUSTS_THE_OFFER {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof GiveVerdict give
          ? new GiveVerdict(
              wellQualified(give.sentinel()),
              give.kind(),
              give.actionDigest(),
              give.reason(),
              give.assurance(),
              give.at())
          : command;
    }
  },
  OVERLOOKS_THE_VETO {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof Open open ? demanding(open, 0, 3, false) : command;
    }
  },
  NEEDS_ONE_APPROVAL_LESS {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof Open open ? demanding(open, -1, 0, false) : command;
    }
  },
  FORGETS_THAT_PEOPLE_MUST_DIFFER {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof Open open ? demanding(open, 0, 0, true) : command;
    }
  },
  IGNORES_WHAT_THE_VERDICT_IS_ABOUT {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof GiveVerdict give
          ? new GiveVerdict(
              give.sentinel(),
              give.kind(),
              Transfers.DIGEST,
              give.reason(),
              give.assurance(),
              give.at())
          : command;
    }
  },
  LETS_THE_OWNER_DECIDE {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof Open open ? unowned(open) : command;
    }
  },
  HEARS_VERDICTS_AFTER_THE_DEADLINE {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof GiveVerdict give
          ? new GiveVerdict(
              give.sentinel(),
              give.kind(),
              give.actionDigest(),
              give.reason(),
              give.assurance(),
              Transfers.MORNING)
          : command;
    }
  },
  EXPIRES_EARLY {
    @Override
    CaseCommand heard(CaseCommand command) {
      return command instanceof Expire(Instant at)
          ? new Expire(at.plus(Duration.ofHours(1)))
          : command;
    }
  },
  DECIDES_AGAIN {
    @Override
    Case seen(Case state) {
      return state instanceof Case.Decided(var matter, var seating, _)
          ? new Case.Offered(matter, seating)
          : state;
    }
  };

  private static final CaseDecider SOUND = new CaseDecider();

  CaseCommand heard(CaseCommand command) {
    return command;
  }

  Case seen(Case state) {
    return state;
  }

  @Override
  public Case initial() {
    return SOUND.initial();
  }

  @Override
  public Outcome<CaseEvent> decide(Case state, CaseCommand command) {
    return SOUND.decide(seen(state), heard(command));
  }

  @Override
  public Case evolve(Case state, CaseEvent event) {
    return SOUND.evolve(state, event);
  }

  /// As if each verdict so far had come from somebody who is not seen again.
  private static Seating byGhosts(Seating seating) {
    List<VerdictGiven> verdicts =
        seating.verdicts().stream()
            .map(
                given ->
                    new VerdictGiven(
                        ghost(given.verdict()), given.actionDigest(), given.reason(), null))
            .toList();
    return new Seating(seating.offers(), Map.of(), verdicts);
  }

  private static Verdict ghost(Verdict given) {
    return new Verdict(
        new SentinelId("ghost-" + given.sentinel()),
        given.panel(),
        given.qualification(),
        given.habilitation(),
        given.assurance(),
        given.kind(),
        given.at());
  }

  private static Sentinel wellQualified(Sentinel sentinel) {
    return new Sentinel(
        sentinel.organisation(),
        sentinel.id(),
        sentinel.displayName(),
        sentinel.source(),
        Stream.of("red", "green", "blue")
            .map(skill -> new Qualification(skill, 1, People.LONG_AGO, null, null))
            .toList(),
        sentinel.languages(),
        sentinel.jurisdictions(),
        sentinel.ownerOf());
  }

  private static Open demanding(Open open, int approvals, int rejections, boolean anybody) {
    Requirement asked = open.requirement();
    List<Panel> panels =
        asked.panels().stream()
            .map(
                panel ->
                    new Panel(
                        panel.name(),
                        panel.profile(),
                        new Quorum(
                            Math.max(1, panel.quorum().approvals() + approvals),
                            panel.quorum().rejections() + rejections)))
            .toList();
    return with(
        open,
        open.request(),
        new Requirement(
            panels,
            asked.distinct() && !anybody,
            asked.exclude(),
            asked.tier(),
            asked.onTimeout(),
            asked.useWithin(),
            asked.editable(),
            asked.reasonRequired()));
  }

  private static Open unowned(Open open) {
    DecisionRequest asked = open.request();
    return with(
        open,
        new DecisionRequest(
            asked.id(),
            asked.organisation(),
            new Agent(asked.agent().id(), null, null, null),
            asked.operation(),
            asked.actionDigest(),
            asked.type(),
            asked.level(),
            null),
        open.requirement());
  }

  private static Open with(Open open, DecisionRequest request, Requirement requirement) {
    return new Open(
        request,
        open.target(),
        open.dossierDigest(),
        open.ruling(),
        requirement,
        open.within(),
        open.expiresAt(),
        open.at());
  }
}
