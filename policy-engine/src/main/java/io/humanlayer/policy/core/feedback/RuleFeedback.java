package io.humanlayer.policy.core.feedback;

import io.humanlayer.policy.core.history.RuleRef;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the requests on which a rule asked a human.
///
/// @param other withdrawn, answered by a grant, or still open
/// @param median from the opening of the case to the decision of humans; null where there is none
/// @param evidence the decisions of humans, apart by what a rule could tell apart
public record RuleFeedback(
    RuleRef rule,
    long asked,
    long approved,
    long rejected,
    long expired,
    long other,
    @Nullable Duration median,
    List<Evidence> evidence) {

  public RuleFeedback {
    evidence = List.copyOf(evidence);
  }

  /// How sure it is that humans approve.
  public double approvalLowerBound() {
    return Wilson.lowerBound(approved, approved + rejected);
  }

  /// How many of the approvals came faster than what was approved can be read.
  public long rushed() {
    return evidence.stream().mapToLong(Evidence::rushed).sum();
  }

  /// How many Sentinels have decided, rushed approvals aside.
  public long sentinels() {
    return evidence.stream().flatMap(e -> e.sentinels().stream()).distinct().count();
  }
}
