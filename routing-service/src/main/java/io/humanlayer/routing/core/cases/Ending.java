package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import java.time.Instant;
import java.util.List;

/// The last two events of a case: the Decision, and that nothing follows it.
final class Ending {

  private Ending() {}

  /// @param reason of the verdict that settled the case
  static List<CaseEvent> by(Settlement settlement, Matter matter, Reason reason, Instant at) {
    Requirement requirement = matter.requirement();
    boolean approved = settlement.outcome() == DecisionOutcome.APPROVED;
    return of(
        new Decided(
            matter.request(),
            matter.ruling(),
            requirement.tier(),
            settlement.outcome(),
            Basis.SENTINEL,
            settlement.verdicts(),
            reason,
            at,
            approved ? at.plus(requirement.useWithin()) : null));
  }

  static List<CaseEvent> bySilence(Case.Open open, Instant at) {
    Matter matter = open.matter();
    return of(
        new Decided(
            matter.request(),
            matter.ruling(),
            matter.requirement().tier(),
            DecisionOutcome.EXPIRED,
            Basis.TIMEOUT,
            List.of(),
            silence(open),
            at,
            null));
  }

  private static List<CaseEvent> of(Decided decided) {
    return List.of(decided, new Closed(decided.outcome(), decided.decidedAt()));
  }

  private static Reason silence(Case.Open open) {
    String code =
        switch (open) {
          case Case.Unroutable _ -> "unroutable";
          case Case.Routing _, Case.Offered _ -> "timeout";
        };
    String wish =
        switch (open.matter().requirement().onTimeout()) {
          case DENY -> "";
          case REFER -> " The policy asks for a referral, which is not possible here: denied.";
          case ALLOW -> " The policy asks for leave by silence, which is not given: denied.";
        };
    return new Reason(code, "There was no quorum before the deadline." + wish, null);
  }
}
