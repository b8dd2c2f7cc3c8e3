package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One test embedded in a policy: a question and what the policy is expected to say.
///
/// @param limits what the rules see of the limits; a limit that is not named is zero
/// @param at the place of the test in the document, a JSON Pointer
public record Trial(
    String name, Question question, Map<String, BigDecimal> limits, Expected expected, String at) {

  public Trial {
    limits = Map.copyOf(limits);
  }

  /// What is expected; null where the test does not care.
  ///
  /// @param ruling null where the policy is expected to abstain
  /// @param rules exactly the rules that match
  /// @param panels exactly the panels, with the approvals of each
  /// @param noGrant whether a grant must be impossible
  public record Expected(
      @Nullable Ruling ruling,
      @Nullable Set<String> rules,
      @Nullable Map<String, Integer> panels,
      @Nullable Tier tier,
      @Nullable Duration deadline,
      boolean noGrant) {}
}
