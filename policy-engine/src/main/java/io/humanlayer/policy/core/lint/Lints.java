package io.humanlayer.policy.core.lint;

import io.humanlayer.policy.core.catalogue.ArgumentType;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Grammar.Boundary;
import io.humanlayer.policy.core.policy.Limit;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Requirement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks a policy over for what its author probably did not mean.
public final class Lints {

  private static final String MONEY = "money";
  private static final String CURRENCY = "currency";

  private final Policy policy;
  private final Grammar grammar;
  private final List<Lint> lints = new ArrayList<>();

  private Lints(Policy policy, Grammar grammar) {
    this.policy = policy;
    this.grammar = grammar;
  }

  /// What is dubious about a policy that compiles.
  public static List<Lint> of(Policy policy, Grammar grammar) {
    var lints = new Lints(policy, grammar);
    policy.rules().forEach(lints::rule);
    policy.catalogue().entries().forEach(lints::operation);
    lints.unused();
    policy.panels().values().forEach(lints::revealed);
    return lints.lints;
  }

  private void rule(Rule rule) {
    if (rule.ruling() == Ruling.ALLOW) {
      if (rule.reach().everything()) {
        lints.add(
            Lint.error(
                "allow-everything",
                rule.at(),
                "a rule that allows names its operations; this one would allow unknown ones"));
      }
      covered(rule).filter(Lints::movesMoney).forEach(operation -> allowed(rule, operation));
    }
    var require = rule.require();
    if (require != null) {
      escalation(rule, require);
      require.panels().keySet().forEach(panel -> delegation(rule, panel));
    }
  }

  /// Money that goes out without a human: in which currency, and up to how much?
  private void allowed(Rule rule, OperationEntry operation) {
    var read = read(rule.when());
    if (operation.arguments().containsKey(CURRENCY) && !read.contains("args." + CURRENCY)) {
      lints.add(
          Lint.error(
              "allow-any-currency",
              rule.at(),
              "it allows " + operation.name() + " without a word about args.currency"));
    }
    if (amounts(operation).noneMatch(read::contains)) {
      lints.add(
          Lint.warning(
              "allow-any-amount",
              rule.at(),
              "it allows " + operation.name() + " whatever the amount"));
    }
  }

  private void escalation(Rule rule, Requirement require) {
    for (var step : require.escalationSteps()) {
      if (step.after().compareTo(require.deadline()) >= 0) {
        lints.add(
            Lint.error(
                "escalation-after-deadline",
                rule.at() + "/require/escalate",
                step.to().name()
                    + " would be called after "
                    + step.after()
                    + ", the deadline is "
                    + require.deadline()));
      }
    }
  }

  /// A delegate who may act up to an amount that the rule never sees has nothing to act on.
  private void delegation(Rule rule, Panel panel) {
    var delegation = panel.delegation();
    var least = threshold(rule);
    if (delegation != null && least != null && delegation.upTo().compareTo(least) <= 0) {
      lints.add(
          Lint.error(
              "delegation-below-threshold",
              rule.at(),
              "panel "
                  + panel.name()
                  + " delegates up to "
                  + delegation.upTo().toPlainString()
                  + ", this rule asks it above "
                  + least.toPlainString()
                  + " only"));
    }
  }

  /// The amount above which the rule matches, if its condition says nothing else.
  private @Nullable BigDecimal threshold(Rule rule) {
    var when = rule.when();
    if (when == null || covered(rule).noneMatch(Lints::movesMoney)) {
      return null;
    }
    var boundaries = grammar.boundaries(when);
    return boundaries.size() == 1
            && when.contains(">")
            && boundaries.getFirst().variable().equals("args.amount")
        ? number(boundaries.getFirst())
        : null;
  }

  private static @Nullable BigDecimal number(Boundary boundary) {
    return ArgumentType.DECIMAL.fit(boundary.value()).orElse(null)
            instanceof Data.Decimal(BigDecimal value)
        ? value
        : null;
  }

  /// A threshold on one amount is passed by several smaller ones, unless a limit adds them up.
  private void operation(OperationEntry operation) {
    if (!movesMoney(operation)) {
      return;
    }
    boolean threshold =
        rules(operation)
            .filter(rule -> rule.ruling() == Ruling.ALLOW)
            .anyMatch(rule -> amounts(operation).anyMatch(read(rule.when())::contains));
    boolean added =
        rules(operation)
            .filter(rule -> rule.ruling() != Ruling.ALLOW)
            .flatMap(rule -> read(rule.when()).stream())
            .anyMatch(path -> path.startsWith("limits."));
    if (threshold && !added) {
      lints.add(
          Lint.warning(
              "splitting",
              "/spec/operations/" + operation.name().replace("~", "~0").replace("/", "~1"),
              operation.name() + " is allowed up to an amount, but no rule reads a limit on it"));
    }
  }

  /// What is revealed by a name that nothing has stays hidden, and nobody would notice.
  private void revealed(Panel panel) {
    for (String name : panel.reveals()) {
      if (policy.catalogue().entries().stream()
          .noneMatch(operation -> operation.arguments().containsKey(name))) {
        lints.add(
            Lint.error(
                "reveals-unknown-argument",
                "/spec/panels/" + panel.name(),
                "no operation has an argument " + name));
      }
    }
  }

  private void unused() {
    Set<String> read = new HashSet<>();
    Set<Panel> asked = new HashSet<>(policy.defaults().require().panels().keySet());
    policy.defaults().require().escalationSteps().forEach(step -> asked.add(step.to()));
    for (var rule : policy.rules()) {
      read.addAll(read(rule.when()));
      read.addAll(read(rule.unless()));
      var require = rule.require();
      if (require != null) {
        asked.addAll(require.panels().keySet());
        require.escalationSteps().forEach(step -> asked.add(step.to()));
      }
    }
    for (Limit limit : policy.limits()) {
      if (!read.contains("limits." + limit.name())) {
        lints.add(Lint.warning("unused-limit", limit.at(), "no rule reads it"));
      }
    }
    policy.panels().values().stream()
        .filter(panel -> !asked.contains(panel))
        .forEach(
            panel ->
                lints.add(
                    Lint.warning(
                        "unused-panel", "/spec/panels/" + panel.name(), "nobody asks it")));
  }

  private Stream<OperationEntry> covered(Rule rule) {
    return policy.catalogue().entries().stream().filter(o -> rule.reach().covers(o.name()));
  }

  private Stream<Rule> rules(OperationEntry operation) {
    return policy.rules().stream().filter(rule -> rule.reach().covers(operation.name()));
  }

  private static boolean movesMoney(OperationEntry operation) {
    return operation.effects().contains(MONEY);
  }

  private static Stream<String> amounts(OperationEntry operation) {
    return operation.arguments().entrySet().stream()
        .filter(argument -> argument.getValue() == ArgumentType.DECIMAL)
        .map(argument -> "args." + argument.getKey());
  }

  private Set<String> read(@Nullable String condition) {
    return condition == null ? Set.of() : grammar.variables(Objects.requireNonNull(condition));
  }
}
