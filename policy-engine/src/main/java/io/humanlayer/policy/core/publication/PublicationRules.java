package io.humanlayer.policy.core.publication;

import io.humanlayer.policy.core.publication.Ending.Enforced;
import io.humanlayer.policy.core.publication.Ending.Reason;
import io.humanlayer.policy.core.publication.Ending.Refused;

/// What a decision about a publication means. Routing has already held it to its quorum; the number
/// of people and the author's exclusion are checked here all the same, since a policy governs
/// everything else.
public final class PublicationRules {

  private static final String APPROVED = "APPROVED";

  private PublicationRules() {}

  /// @param enforced the number in force now; 0 for none
  public static Ending end(Publication asked, int enforced, HumanDecision decision) {
    if (!decision.outcome().equals(APPROVED) || !decision.bySentinels()) {
      return new Refused(reason(decision.outcome()));
    }
    if (enforced != asked.replaces()) {
      return new Refused(Reason.SUPERSEDED);
    }
    var approvers =
        decision.approvers().stream()
            .filter(sentinel -> !sentinel.equals(asked.author()))
            .distinct()
            .sorted()
            .toList();
    return approvers.size() < asked.kind().approvals()
        ? new Refused(Reason.NOT_ENOUGH_APPROVERS)
        : new Enforced(approvers);
  }

  /// Whatever is not an approval by people is none.
  private static Reason reason(String outcome) {
    return switch (outcome) {
      case "EXPIRED" -> Reason.EXPIRED;
      case "CANCELLED" -> Reason.CANCELLED;
      case APPROVED -> Reason.NOT_ENOUGH_APPROVERS;
      default -> Reason.REJECTED;
    };
  }
}
