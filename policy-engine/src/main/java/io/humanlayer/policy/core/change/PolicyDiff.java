package io.humanlayer.policy.core.change;

import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Rulebook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares two policies of one name: the rules by their ids, the rest part by part, and what both
/// say on the boundaries of either.
public final class PolicyDiff {

  private final List<Difference> differences = new ArrayList<>();

  private PolicyDiff() {}

  /// @param before null where nothing was in force, so that everything asked a human
  public static PolicyChange between(@Nullable Rulebook before, Rulebook after, Grammar grammar) {
    var diff = new PolicyDiff();
    if (before == null) {
      diff.first(after.policy());
    } else {
      diff.compare(before.policy(), after.policy(), grammar);
      diff.differences.addAll(new Probes(before, after, grammar).loosened());
    }
    return new PolicyChange(diff.differences);
  }

  /// A policy of a new name beside others that are in force: its ruling is joined with theirs.
  public static PolicyChange beside(Rulebook added) {
    return new PolicyChange(
        List.of(
            new Difference(
                Direction.TIGHTENING,
                "",
                added.policy().name() + " is added to the policies in force, and only tightens")));
  }

  private void first(Policy policy) {
    differences.add(
        new Difference(
            Direction.LOOSENING,
            "",
            policy.name() + " is the first policy: before it all was asked"));
  }

  private void compare(Policy before, Policy after, Grammar grammar) {
    rules(before, after, new RuleChange(grammar, after.defaults().require()));
    new PartsChange(differences).compare(before, after);
  }

  private void rules(Policy before, Policy after, RuleChange change) {
    var then = byId(before);
    var now = byId(after);
    then.forEach(
        (id, rule) -> {
          var later = now.get(id);
          differences.addAll(later == null ? change.removed(rule) : change.changed(rule, later));
        });
    now.forEach(
        (id, rule) -> {
          if (!then.containsKey(id)) {
            differences.addAll(change.added(rule));
          }
        });
  }

  private static Map<String, Rule> byId(Policy policy) {
    var rules = new LinkedHashMap<String, Rule>();
    policy.rules().forEach(rule -> rules.put(rule.id(), rule));
    return rules;
  }
}
