package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last two events of an open case: the Decision, and that nobody can add to it.
final class Ending {

  private Ending() {}

  /// @param reason of the verdict that settled the case
  static List<CaseEvent> by(Settlement settlement, Case.Open open, Reason reason, Instant at) {
    boolean approved = settlement.outcome().approves();
    return of(
        open,
        settlement.outcome(),
        Basis.SENTINEL,
        settlement.verdicts(),
        settlement.answer(),
        approved ? settlement.grant() : null,
        reason,
        at);
  }

  /// Without an answer in time it is denied, unless policy said otherwise for what weighs little.
  static List<CaseEvent> bySilence(Case.Open open, Instant at) {
    boolean leave =
        open.matter().requirement().onTimeout() == OnTimeout.ALLOW
            && open.matter().requirement().tier() == Tier.STANDARD
            && !(open instanceof Case.Unroutable)
            && open.course().edit() == null
            && open.seating().of(VerdictKind.REJECT).isEmpty();
    return of(
        open,
        leave ? DecisionOutcome.APPROVED : DecisionOutcome.EXPIRED,
        Basis.TIMEOUT,
        List.of(),
        null,
        null,
        leave
            ? new Reason(
                "silence", "Nobody objected before the deadline, and policy allows it.", null)
            : silence(open),
        at);
  }

  static List<CaseEvent> withdrawn(Case.Open open, Reason reason, Instant at) {
    return of(open, DecisionOutcome.CANCELLED, Basis.POLICY, List.of(), null, null, reason, at);
  }

  private static List<CaseEvent> of(
      Case.Open open,
      DecisionOutcome outcome,
      Basis basis,
      List<Verdict> verdicts,
      @Nullable String answer,
      @Nullable Grant grant,
      Reason reason,
      Instant at) {
    Matter matter = open.matter();
    boolean approved = outcome.approves();
    return List.of(
        new Decided(
            matter.request(),
            matter.ruling(),
            matter.requirement().tier(),
            outcome,
            basis,
            verdicts,
            outcome == DecisionOutcome.APPROVED_WITH_EDITS ? open.course().edit() : null,
            answer,
            grant,
            reason,
            at,
            approved ? at.plus(matter.requirement().useWithin()) : null),
        new Closed(outcome, at));
  }

  private static Reason silence(Case.Open open) {
    String code =
        switch (open) {
          case Case.Unroutable _ -> "unroutable";
          case Case.Routing _, Case.Offered _, Case.InReview _, Case.NeedsInfo _, Case.Cooling _ ->
              "timeout";
        };
    String wish =
        switch (open.matter().requirement().onTimeout()) {
          case DENY -> "";
          case REFER ->
              open.course().referredTo() == null
                  ? " The policy asks for a referral, which is not possible here: denied."
                  : " It had been referred, and nobody decided there either: denied.";
          case ALLOW -> " The policy asks for leave by silence, which is not given: denied.";
        };
    return new Reason(code, "There was no quorum before the deadline." + wish, null);
  }
}
