package io.humanlayer.policy.core.mutation;

import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the mistakes.
final class Mutants {

  /// Beyond this the rest of a large policy is left untried, and the report says so.
  static final int MAX = 4_000;

  private final Grammar grammar;
  private final List<Mutant> mutants = new ArrayList<>();

  private Mutants(Grammar grammar) {
    this.grammar = grammar;
  }

  static List<Mutant> of(Policy policy, Grammar grammar) {
    var all = new Mutants(grammar);
    for (var rule : policy.rules()) {
      all.of(rule);
      if (all.mutants.size() >= MAX) {
        return List.copyOf(all.mutants.subList(0, MAX));
      }
    }
    return List.copyOf(all.mutants);
  }

  private void of(Rule rule) {
    add(rule, null, "dropped");
    var when = rule.when();
    var unless = rule.unless();
    if (when != null) {
      add(rule, with(rule, null, unless), "matches always");
      grammar
          .variants(when)
          .forEach(
              variant -> add(rule, with(rule, variant.text(), unless), "when: " + variant.what()));
    }
    if (unless != null) {
      add(rule, with(rule, when, null), "its exception dropped");
      grammar
          .variants(unless)
          .forEach(
              variant -> add(rule, with(rule, when, variant.text()), "unless: " + variant.what()));
    }
  }

  private void add(Rule rule, @Nullable Rule changed, String what) {
    mutants.add(new Mutant(rule, changed, what));
  }

  private static Rule with(Rule rule, @Nullable String when, @Nullable String unless) {
    return new Rule(
        rule.id(), rule.reach(), when, unless, rule.ruling(), rule.require(), rule.at());
  }
}
