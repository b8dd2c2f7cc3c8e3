package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Requirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a policy says what it says of a request: each rule that covers the operation with the value
/// of every clause.
///
/// @param operation the operation's name in the catalogue, or as it was sent
public record Explanation(LayerRuling ruling, String operation, List<RuleTrace> rules) {

  public Explanation {
    rules = List.copyOf(rules);
  }

  /// What became of one rule.
  public enum Effect {
    /// Its condition holds and no exception does.
    MATCHED,
    /// Its condition does not hold.
    NOT_MATCHED,
    /// Its condition holds, and so does its exception.
    EXCEPTED,
    /// It could not be evaluated, and so counts on the strict side.
    FAILED
  }

  /// One rule.
  ///
  /// @param says what it counts as if it matches; after an error that is the ruling for errors
  /// @param requirement what it asks, where it matches and asks a human; null otherwise
  public record RuleTrace(
      String id,
      Ruling says,
      Effect effect,
      boolean matched,
      List<Clause> when,
      List<Clause> unless,
      List<String> errors,
      @Nullable Requirement requirement) {
    public RuleTrace {
      when = List.copyOf(when);
      unless = List.copyOf(unless);
      errors = List.copyOf(errors);
    }
  }
}
