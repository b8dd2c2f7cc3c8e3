package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Requirement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one policy says of a request.
///
/// @param ruling null where the policy abstains
/// @param rules the ids of the rules that match, in the order of the policy
/// @param errors what could not be evaluated, each with its rule
/// @param requirement null unless the ruling is ARBITRIUM
/// @param use how long an approval by this policy may be used
/// @param atStake the amount of money that the request moves; null where there is none
/// @param excluded whom the arguments exclude from deciding: `person:<id>`, `payee:<name>`
public record LayerRuling(
    Layer layer,
    @Nullable Ruling ruling,
    List<String> rules,
    List<RuleError> errors,
    @Nullable Requirement requirement,
    Duration use,
    @Nullable BigDecimal atStake,
    Set<String> excluded) {

  /// An expression that could not be evaluated.
  ///
  /// @param rule the rule or limit, or `arguments` where these do not fit the catalogue
  public record RuleError(String rule, String why) {}

  /// What a policy says that is not asked.
  public static LayerRuling abstaining(Layer layer) {
    return new LayerRuling(
        layer, null, List.of(), List.of(), null, Requirement.DEFAULT_USE, null, Set.of());
  }

  public LayerRuling {
    rules = List.copyOf(rules);
    errors = List.copyOf(errors);
    excluded = Collections.unmodifiableSet(new TreeSet<>(excluded));
    if ((ruling == Ruling.ARBITRIUM) != (requirement != null)) {
      throw new IllegalArgumentException("a requirement belongs to ARBITRIUM, and only to it");
    }
  }
}
