package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.VerdictKind.APPROVE;
import static io.humanlayer.routing.core.cases.VerdictKind.REJECT;

import java.util.List;
import java.util.Optional;

/// What the verdicts given so far amount to.
record Settlement(DecisionOutcome outcome, List<Verdict> verdicts) {

  /// Empty as long as the case stays open. A rejection is looked at first: where both a quorum and
  /// a veto are there, the veto holds.
  static Optional<Settlement> of(Requirement requirement, Seating seating) {
    List<Verdict> rejections = seating.of(REJECT);
    if (requirement.panels().stream().anyMatch(panel -> rejects(panel, rejections))) {
      return Optional.of(new Settlement(DecisionOutcome.REJECTED, rejections));
    }
    SeatPlan<Verdict> approvals = SeatPlan.of(requirement, seating.of(APPROVE));
    return approvals.complete()
        ? Optional.of(new Settlement(DecisionOutcome.APPROVED, approvals.filled()))
        : Optional.empty();
  }

  /// A rejection counts in every seat the person holds, even with `distinct`: doubt is not halved.
  private static boolean rejects(Panel panel, List<Verdict> rejections) {
    return rejections.stream().filter(verdict -> verdict.panel().equals(panel.name())).count()
        >= panel.quorum().rejections();
  }
}
