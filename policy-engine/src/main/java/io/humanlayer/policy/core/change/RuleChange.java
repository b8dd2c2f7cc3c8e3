package io.humanlayer.policy.core.change;

import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Grammar.Lie;
import io.humanlayer.policy.core.policy.Reach;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a change of one rule means.
///
/// @param fallback what is required where no rule matches, which a rule that asks a human replaces
record RuleChange(Grammar grammar, Requirement fallback) {

  private static final String TRUE = "true";
  private static final String FALSE = "false";

  List<Difference> added(Rule rule) {
    var words = "rule " + rule.id() + " (" + rule.ruling() + ") was added";
    return List.of(
        switch (rule.ruling()) {
          case ALLOW -> new Difference(Direction.LOOSENING, rule.at(), words);
          case DENY -> new Difference(Direction.TIGHTENING, rule.at(), words);
          case ARBITRIUM -> asking(rule, words);
        });
  }

  private Difference asking(Rule rule, String words) {
    var require = rule.require();
    var weaker = require == null ? List.<String>of() : RequirementChange.weaker(fallback, require);
    return weaker.isEmpty()
        ? new Difference(Direction.TIGHTENING, rule.at(), words)
        : new Difference(
            Direction.LOOSENING,
            rule.at(),
            words + " and asks less than the defaults: " + String.join(", ", weaker));
  }

  List<Difference> removed(Rule rule) {
    return List.of(
        new Difference(
            rule.ruling() == Ruling.ALLOW ? Direction.TIGHTENING : Direction.LOOSENING,
            rule.at(),
            "rule " + rule.id() + " (" + rule.ruling() + ") was removed"));
  }

  List<Difference> changed(Rule before, Rule after) {
    var differences = new ArrayList<Difference>();
    if (before.ruling() != after.ruling()) {
      differences.add(ruling(before, after));
    }
    boolean strict = after.ruling() != Ruling.ALLOW;
    reach(before.reach(), after.reach(), strict, after, differences);
    condition("when", before.when(), after.when(), TRUE, strict, after, differences);
    condition("unless", before.unless(), after.unless(), FALSE, !strict, after, differences);
    var then = before.require();
    var now = after.require();
    if (then != null && now != null && !then.equals(now)) {
      differences.add(requirement(then, now, after));
    }
    return differences;
  }

  private static Difference ruling(Rule before, Rule after) {
    return new Difference(
        after.ruling().compareTo(before.ruling()) > 0 ? Direction.TIGHTENING : Direction.LOOSENING,
        after.at(),
        "rule " + after.id() + ": " + before.ruling() + " became " + after.ruling());
  }

  private static void reach(
      Reach before, Reach after, boolean strict, Rule rule, List<Difference> into) {
    if (before.equals(after)) {
      return;
    }
    boolean more =
        after.everything()
            || (!before.everything() && after.operations().containsAll(before.operations()));
    boolean fewer =
        before.everything()
            || (!after.everything() && before.operations().containsAll(after.operations()));
    into.add(
        new Difference(
            (strict ? more : fewer) ? Direction.TIGHTENING : Direction.LOOSENING,
            rule.at() + "/for",
            "rule " + rule.id() + " covers other operations"));
  }

  /// @param wideningTightens whether the policy is stricter the more often the condition holds
  private void condition(
      String name,
      @Nullable String before,
      @Nullable String after,
      String absent,
      boolean wideningTightens,
      Rule rule,
      List<Difference> into) {
    String then = before == null ? absent : before;
    String now = after == null ? absent : after;
    if (then.equals(now)) {
      return;
    }
    var direction =
        switch (grammar.lie(then, now)) {
          case SAME -> Direction.NEUTRAL;
          case WIDER -> wideningTightens ? Direction.TIGHTENING : Direction.LOOSENING;
          case NARROWER -> wideningTightens ? Direction.LOOSENING : Direction.TIGHTENING;
          case UNKNOWN -> Direction.LOOSENING;
        };
    var unknown =
        grammar.lie(then, now) == Lie.UNKNOWN ? " (nobody can show that this only tightens)" : "";
    into.add(
        new Difference(
            direction,
            rule.at() + "/" + name,
            "rule " + rule.id() + ", " + name + ": " + then + " became " + now + unknown));
  }

  private static Difference requirement(Requirement before, Requirement after, Rule rule) {
    if (RequirementChange.contains(after, before)) {
      return new Difference(
          Direction.TIGHTENING, rule.at() + "/require", "rule " + rule.id() + " asks more");
    }
    var weaker = RequirementChange.weaker(before, after);
    return new Difference(
        Direction.LOOSENING,
        rule.at() + "/require",
        "rule "
            + rule.id()
            + (weaker.isEmpty()
                ? " asks other people"
                : " asks less: " + String.join(", ", weaker)));
  }
}
