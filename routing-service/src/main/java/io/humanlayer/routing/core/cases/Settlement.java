package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.VerdictKind.ANSWER;
import static io.humanlayer.routing.core.cases.VerdictKind.APPROVE;
import static io.humanlayer.routing.core.cases.VerdictKind.REJECT;

import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the verdicts given so far amount to.
///
/// @param verdicts those that it rests on, one for each seat
/// @param answer on which all of them agree; none if nothing was asked
/// @param grant that all of them propose; none if one does not
public record Settlement(
    DecisionOutcome outcome,
    List<Verdict> verdicts,
    @Nullable String answer,
    @Nullable Grant grant) {

  public Settlement {
    verdicts = List.copyOf(verdicts);
  }

  /// Empty as long as the case stays open. A rejection is looked at first: where both a quorum and
  /// a veto are there, the veto holds.
  static Optional<Settlement> of(Case.Open open, Seating seating) {
    Requirement requirement = open.requirement();
    List<Verdict> rejections = verdicts(seating.of(REJECT));
    if (requirement.panels().stream().anyMatch(panel -> rejects(panel, rejections))) {
      return Optional.of(new Settlement(DecisionOutcome.REJECTED, rejections, null, null));
    }
    return open.matter().response().asks()
        ? answered(requirement, seating)
        : approved(open, requirement, seating.of(APPROVE));
  }

  private static Optional<Settlement> approved(
      Case.Open open, Requirement requirement, List<VerdictGiven> given) {
    SeatPlan<Verdict> approvals = SeatPlan.of(requirement, verdicts(given));
    DecisionOutcome outcome =
        open.course().edit() == null
            ? DecisionOutcome.APPROVED
            : DecisionOutcome.APPROVED_WITH_EDITS;
    return approvals.complete()
        ? Optional.of(
            new Settlement(outcome, approvals.filled(), null, grant(given, approvals.filled())))
        : Optional.empty();
  }

  /// People who answer differently have not answered.
  private static Optional<Settlement> answered(Requirement requirement, Seating seating) {
    List<VerdictGiven> given = seating.of(ANSWER);
    for (String answer : given.stream().map(Settlement::answer).distinct().toList()) {
      SeatPlan<Verdict> same =
          SeatPlan.of(
              requirement,
              verdicts(given.stream().filter(one -> answer(one).equals(answer)).toList()));
      if (same.complete()) {
        return Optional.of(new Settlement(DecisionOutcome.ANSWERED, same.filled(), answer, null));
      }
    }
    return Optional.empty();
  }

  private static String answer(VerdictGiven given) {
    return Objects.requireNonNull(given.terms().answer());
  }

  private static @Nullable Grant grant(List<VerdictGiven> given, List<Verdict> filled) {
    @Nullable Grant narrowest = null;
    for (VerdictGiven one : given) {
      if (filled.contains(one.verdict())) {
        Grant proposed = one.terms().grant();
        if (proposed == null) {
          return null;
        }
        narrowest = narrowest == null ? proposed : narrowest.narrowest(proposed);
      }
    }
    return narrowest;
  }

  private static List<Verdict> verdicts(List<VerdictGiven> given) {
    return given.stream().map(VerdictGiven::verdict).toList();
  }

  /// A rejection counts in every seat the person holds, even with `distinct`: doubt is not halved.
  private static boolean rejects(Panel panel, List<Verdict> rejections) {
    return rejections.stream().filter(verdict -> verdict.panel().equals(panel.name())).count()
        >= panel.quorum().rejections();
  }
}
