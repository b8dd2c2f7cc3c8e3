package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;

/// A rule with its conditions compiled for one operation.
record ArmedRule(Rule rule, Expression<Boolean> when, Expression<Boolean> unless) {

  /// What a rule makes of a request.
  ///
  /// @param matched whether it counts
  /// @param ruling what it says if it counts
  /// @param errors what could not be evaluated
  record Effect(boolean matched, Ruling ruling, List<String> errors) {}

  /// Whether the rule matches. An expression that fails never loosens: it unmatches an ALLOW rule,
  /// and makes a stricter rule match with the ruling for errors, or lose its exception.
  Effect on(Facts facts, Defaults defaults) {
    var errors = new ArrayList<String>(0);
    boolean strict = rule.ruling() != Ruling.ALLOW;
    switch (when.of(facts)) {
      case Answer.Failed<Boolean>(String why) -> {
        errors.add("when: " + why);
        return new Effect(strict, defaults.onError(), errors);
      }
      case Answer.Known<Boolean>(Boolean holds) -> {
        if (!holds) {
          return new Effect(false, rule.ruling(), errors);
        }
      }
    }
    return switch (unless.of(facts)) {
      case Answer.Known<Boolean>(Boolean exempt) -> new Effect(!exempt, rule.ruling(), errors);
      case Answer.Failed<Boolean>(String why) -> {
        errors.add("unless: " + why);
        yield new Effect(strict, rule.ruling(), errors);
      }
    };
  }

  /// The rule as `Explanation` shows it.
  Explanation.RuleTrace trace(Facts facts, Defaults defaults) {
    var effect = on(facts, defaults);
    boolean holds = when.of(facts) instanceof Answer.Known<Boolean>(Boolean value) && value;
    var seen =
        !effect.errors().isEmpty()
            ? Explanation.Effect.FAILED
            : effect.matched()
                ? Explanation.Effect.MATCHED
                : holds ? Explanation.Effect.EXCEPTED : Explanation.Effect.NOT_MATCHED;
    return new Explanation.RuleTrace(
        rule.id(),
        effect.ruling(),
        seen,
        effect.matched(),
        when.clauses(facts),
        unless.clauses(facts),
        effect.errors(),
        effect.matched() && effect.ruling() == Ruling.ARBITRIUM ? require(defaults) : null);
  }

  /// What the rule requires when it counts as ARBITRIUM, be it by its ruling or by an error.
  Requirement require(Defaults defaults) {
    var own = rule.require();
    return own == null ? defaults.require() : own;
  }
}
