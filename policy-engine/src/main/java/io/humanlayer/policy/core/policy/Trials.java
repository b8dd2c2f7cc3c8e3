package io.humanlayer.policy.core.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs the tests that a policy carries. A rule that no test hits is a flaw too: nobody has seen it
/// work.
public final class Trials {

  private Trials() {}

  /// What failed; empty if all tests pass and every rule is hit by one.
  public static List<Flaw> run(Rulebook rulebook) {
    var flaws = new ArrayList<Flaw>();
    var hit = new HashSet<String>();
    for (var trial : rulebook.policy().trials()) {
      var ruling = ruleOn(rulebook, trial);
      hit.addAll(ruling.rules());
      for (var difference : differences(trial.expected(), ruling)) {
        flaws.add(Flaw.at(trial.at(), "test \"" + trial.name() + "\": " + difference));
      }
    }
    for (var rule : rulebook.policy().rules()) {
      if (!hit.contains(rule.id())) {
        flaws.add(Flaw.at(rule.at(), "rule " + rule.id() + " is not hit by any test"));
      }
    }
    return flaws;
  }

  /// What the policy says to the question of a test. Limits that the test does not name are zero.
  public static LayerRuling ruleOn(Rulebook rulebook, Trial trial) {
    var hearing = rulebook.hear(trial.question());
    var limits = new HashMap<String, BigDecimal>();
    for (var demand : hearing.demands()) {
      limits.put(demand.limit(), BigDecimal.ZERO);
    }
    limits.putAll(trial.limits());
    return hearing.rule(limits);
  }

  /// In what `actual` is not as expected; empty if it is.
  public static List<String> differences(Trial.Expected expected, LayerRuling actual) {
    var differences = new ArrayList<String>();
    if (actual.ruling() != expected.ruling()) {
      var why = actual.errors().isEmpty() ? "" : " because of " + actual.errors();
      differences.add(
          "expected "
              + word(expected.ruling())
              + ", the policy says "
              + word(actual.ruling())
              + why);
    }
    var rules = expected.rules();
    if (rules != null && !rules.equals(Set.copyOf(actual.rules()))) {
      differences.add("expected the rules " + rules + ", matched are " + actual.rules());
    }
    var requirement = actual.requirement();
    var panels = expected.panels();
    if (panels != null) {
      var asked = new TreeMap<String, Integer>();
      if (requirement != null) {
        requirement
            .panels()
            .forEach((panel, quorum) -> asked.put(panel.name(), quorum.approvals()));
      }
      if (!Map.copyOf(panels).equals(asked)) {
        differences.add("expected the panels " + panels + ", asked are " + asked);
      }
    }
    var tier = expected.tier();
    if (tier != null && (requirement == null || requirement.tier() != tier)) {
      differences.add(
          "expected tier "
              + tier
              + ", it is "
              + (requirement == null ? "none" : requirement.tier()));
    }
    var deadline = expected.deadline();
    if (deadline != null && (requirement == null || !requirement.deadline().equals(deadline))) {
      differences.add(
          "expected deadline "
              + deadline
              + ", it is "
              + (requirement == null ? "none" : requirement.deadline()));
    }
    if (expected.noGrant() && requirement != null && requirement.grant() != null) {
      differences.add("expected that no grant is possible, one is");
    }
    return differences;
  }

  private static String word(@Nullable Ruling ruling) {
    return ruling == null ? "ABSTAIN" : ruling.name();
  }
}
