package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.BreakGlass;
import io.humanlayer.routing.core.cases.CaseCommand.Consume;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.LapseOffer;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Settle;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof GiveVerdict give
          ? by(give, wellQualified(give.sentinel()), give.actionDigest(), give.at())
          : command;
    }
  },
  OVERLOOKS_THE_VETO {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Open open ? demanding(open, 0, 3, false) : command;
    }
  },
  NEEDS_ONE_APPROVAL_LESS {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Open open ? demanding(open, -1, 0, false) : command;
    }
  },
  FORGETS_THAT_PEOPLE_MUST_DIFFER {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Open open ? demanding(open, 0, 0, true) : command;
    }
  },
  IGNORES_WHAT_THE_VERDICT_IS_ABOUT {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof GiveVerdict give && state instanceof Case.Open open
          ? by(give, give.sentinel(), open.actionDigest(), give.at())
          : command;
    }
  },
  LETS_THE_OWNER_DECIDE {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Open open ? unowned(open) : command;
    }
  },
  HEARS_VERDICTS_AFTER_THE_DEADLINE {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof GiveVerdict give
          ? by(give, give.sentinel(), give.actionDigest(), Transfers.MORNING)
          : command;
    }
  },
  EXPIRES_EARLY {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Expire(int epoch, Instant at)
          ? new Expire(epoch, at.plus(Duration.ofHours(1)))
          : command;
    }
  },
  DECIDES_AGAIN {
    @Override
    Case seen(Case state) {
      return state instanceof Case.Rejected(var matter, var seating, _)
          ? new Case.Offered(matter, Course.from(matter.deadline()), seating)
          : state;
    }
  },
  FIRES_STALE_TIMERS {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Expire expire && state instanceof Case.Open open
          ? new Expire(open.course().deadlines(), expire.at())
          : command;
    }
  },
  LETS_AN_OFFER_LAPSE_AT_ONCE {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof LapseOffer(int seq, Instant at)
          ? new LapseOffer(seq, at.plus(Duration.ofHours(3)))
          : command;
    }
  },
  BINDS_BEFORE_THE_COOLDOWN_IS_OVER {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Settle(int epoch, Instant at)
          ? new Settle(epoch, at.plus(Duration.ofHours(1)))
          : command;
    }
  },
  LETS_AN_APPROVAL_BE_USED_TWICE {
    @Override
    Case seen(Case state) {
      return state instanceof Case.Consumed(var matter, var seating, var approval)
          ? new Case.Approved(matter, seating, approval)
          : state;
    }
  },
  LETS_AN_APPROVAL_BE_USED_LATE {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof Consume consume
          ? new Consume(
              consume.actionDigest(), consume.executor(), consume.suspended(), Transfers.MORNING)
          : command;
    }
  },
  LETS_AN_EDIT_ESCAPE_POLICY {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof GiveVerdict give
          ? new GiveVerdict(
              give.sentinel(),
              give.kind(),
              give.actionDigest(),
              give.reason(),
              give.assurance(),
              give.terms(),
              new EditRuling.Allowed(),
              give.at())
          : command;
    }
  },
  LETS_ANYBODY_BREAK_THE_GLASS {
    @Override
    CaseCommand heard(Case state, CaseCommand command) {
      return command instanceof BreakGlass glass
          ? new BreakGlass(
              wellQualified(glass.sentinel()),
              glass.actionDigest(),
              glass.reason(),
              glass.assurance(),
              glass.at(),
              glass.signed())
          : command;
    }
  },
  SEATS_MORE_THAN_THERE_ARE_SEATS {
    @Override
    Case seen(Case state) {
      return state instanceof Case.Open open ? open.with(nobodyHolds(open.seating())) : state;
    }
  };

  private static final CaseDecider SOUND = new CaseDecider();

  CaseCommand heard(Case state, CaseCommand command) {
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
    return SOUND.decide(seen(state), heard(state, command));
  }

  @Override
  public Case evolve(Case state, CaseEvent event) {
    return SOUND.evolve(state, event);
  }

  private static GiveVerdict by(
      GiveVerdict give, Sentinel sentinel, ActionDigest digest, Instant at) {
    return new GiveVerdict(
        sentinel,
        give.kind(),
        digest,
        give.reason(),
        give.assurance(),
        give.terms(),
        give.editRuling(),
        at);
  }

  /// As if each verdict so far had come from somebody who is not seen again.
  private static Seating byGhosts(Seating seating) {
    List<VerdictGiven> verdicts =
        seating.verdicts().stream()
            .map(
                given ->
                    new VerdictGiven(
                        ghost(given.verdict()),
                        given.actionDigest(),
                        given.reason(),
                        null,
                        given.terms()))
            .toList();
    // With the verdicts their seats are forgotten, so that the same person may answer again.
    List<Offer> offers =
        Stream.concat(
                seating.offers().stream(),
                seating.verdicts().stream()
                    .map(VerdictGiven::verdict)
                    .map(v -> new Offer(99, v.sentinel(), v.panel(), v.at(), v.at())))
            .toList();
    return new Seating(
        offers,
        seating.holds(),
        seating.tried(),
        seating.gone(),
        seating.made(),
        seating.round(),
        seating.viewed(),
        verdicts);
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

  private static Seating nobodyHolds(Seating seating) {
    List<Offer> offers =
        Stream.concat(
                seating.offers().stream(),
                seating.tried().stream()
                    .map(one -> one.split("@"))
                    .filter(one -> !seating.panelsOf(new SentinelId(one[0])).contains(one[1]))
                    .map(
                        one ->
                            new Offer(
                                99,
                                new SentinelId(one[0]),
                                one[1],
                                Transfers.MORNING,
                                Transfers.EVENING)))
            .toList();
    return new Seating(
        offers,
        List.of(),
        seating.tried(),
        Set.of(),
        seating.made(),
        seating.round(),
        seating.viewed(),
        seating.verdicts());
  }

  private static Sentinel wellQualified(Sentinel sentinel) {
    return new Sentinel(
        sentinel.organisation(),
        sentinel.id(),
        sentinel.displayName(),
        sentinel.source(),
        Stream.of("red", "green", "blue", AnyCommand.EMERGENCY)
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
            asked.cooldown(),
            asked.escalate(),
            asked.editable(),
            asked.reasonRequired(),
            asked.grantCeiling()));
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
        open.response(),
        open.within(),
        open.expiresAt(),
        open.reviewOf(),
        open.at());
  }
}
