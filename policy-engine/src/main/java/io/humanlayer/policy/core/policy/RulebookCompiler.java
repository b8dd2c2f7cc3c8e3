package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.policy.Compilation.Compiled;
import io.humanlayer.policy.core.policy.Compilation.Rejected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a `Rulebook` of a `Policy`: every expression is compiled once for each operation it
/// covers, with the types of that operation's arguments.
public final class RulebookCompiler {

  /// What became of a policy.
  public sealed interface Result {

    record Ready(Rulebook rulebook) implements Result {}

    record Flawed(List<Flaw> flaws) implements Result {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }
  }

  private static final String CLAIMS = "claims";
  private static final String LOOSENS =
      "claims are the Agent's own word and may only tighten: they cannot stand here";

  private final Policy policy;
  private final Language language;
  private final List<Flaw> flaws = new ArrayList<>();

  private RulebookCompiler(Policy policy, Language language) {
    this.policy = policy;
    this.language = language;
  }

  public static Result compile(Policy policy, Language language) {
    var compiler = new RulebookCompiler(policy, language);
    var rulebook = compiler.rulebook();
    return compiler.flaws.isEmpty()
        ? new Result.Ready(rulebook)
        : new Result.Flawed(compiler.flaws.stream().distinct().toList());
  }

  /// The same rulebook with another rule in the place of the one called `id`, or without it; only
  /// that rule is compiled. Nothing if it does not compile.
  public static Optional<Rulebook> replaced(
      Rulebook rulebook, String id, @Nullable Rule changed, Language language) {
    var compiler = new RulebookCompiler(rulebook.policy(), language);
    var replaced =
        rulebook.mapped(
            (armed, operation) ->
                !armed.rule().id().equals(id)
                    ? Optional.of(armed)
                    : Optional.ofNullable(changed)
                        .map(
                            rule ->
                                compiler.arm(rule, rule.reach().everything() ? null : operation)));
    return compiler.flaws.isEmpty() ? Optional.of(replaced) : Optional.empty();
  }

  private Rulebook rulebook() {
    var forAll =
        new Rulebook.Chapter(
            policy.rules().stream()
                .filter(rule -> rule.reach().everything())
                .map(rule -> arm(rule, null))
                .toList(),
            policy.limits().stream()
                .filter(limit -> limit.reach().everything())
                .map(limit -> arm(limit, null))
                .toList());
    var chapters = new HashMap<String, Rulebook.Chapter>();
    for (var operation : policy.catalogue().entries()) {
      chapters.put(operation.name(), chapter(operation, forAll));
    }
    return new Rulebook(policy, chapters, forAll);
  }

  private Rulebook.Chapter chapter(OperationEntry operation, Rulebook.Chapter forAll) {
    var rules = new ArrayList<ArmedRule>();
    var general = forAll.rules().iterator();
    for (var rule : policy.rules()) {
      if (rule.reach().everything()) {
        rules.add(general.next());
      } else if (rule.reach().covers(operation.name())) {
        rules.add(arm(rule, operation));
      }
    }
    var limits = new ArrayList<>(forAll.limits());
    for (var limit : policy.limits()) {
      if (!limit.reach().everything() && limit.reach().covers(operation.name())) {
        limits.add(arm(limit, operation));
      }
    }
    return new Rulebook.Chapter(rules, limits);
  }

  private ArmedRule arm(Rule rule, @Nullable OperationEntry operation) {
    var scope = new Scope(operation, limitsSeenBy(operation), false);
    boolean strict = rule.ruling() != Ruling.ALLOW;
    var when = condition(rule.when(), scope, rule.at() + "/when", strict, true);
    var unless = condition(rule.unless(), scope, rule.at() + "/unless", !strict, false);
    checkSimilar(rule, scope);
    return new ArmedRule(rule, when, unless);
  }

  private Set<String> limitsSeenBy(@Nullable OperationEntry operation) {
    return policy.limits().stream()
        .filter(
            limit ->
                operation == null
                    ? limit.reach().everything()
                    : limit.reach().covers(operation.name()))
        .map(Limit::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void checkSimilar(Rule rule, Scope scope) {
    var require = rule.require();
    var grant = require == null ? null : require.grant();
    if (grant != null) {
      var withApproved = new Scope(scope.operation(), Set.of(), true);
      for (var similar : grant.similar()) {
        condition(similar, withApproved, rule.at() + "/require/grant/similar", false, true);
      }
    }
  }

  private ArmedLimit arm(Limit limit, @Nullable OperationEntry operation) {
    var scope = new Scope(operation, Set.of(), false);
    var by = new ArrayList<Expression<String>>();
    for (var part : limit.by()) {
      by.add(checked(language.key(part, scope), limit.at() + "/by", scope, false, ""));
    }
    var sum = limit.sum();
    return new ArmedLimit(
        limit,
        sum == null
            ? Expression.always(BigDecimal.ONE)
            : checked(
                language.amount(sum, scope), limit.at() + "/sum", scope, false, BigDecimal.ZERO),
        condition(limit.where(), scope, limit.at() + "/where", false, true),
        by);
  }

  private Expression<Boolean> condition(
      @Nullable String text, Scope scope, String at, boolean mayMentionClaims, boolean absent) {
    return text == null
        ? Expression.always(absent)
        : checked(language.condition(text, scope), at, scope, mayMentionClaims, absent);
  }

  private <T> Expression<T> checked(
      Compilation<T> compilation, String at, Scope scope, boolean mayMentionClaims, T instead) {
    return switch (compilation) {
      case Compiled<T>(Expression<T> expression, Set<String> mentions) -> {
        if (!mayMentionClaims && mentions.contains(CLAIMS)) {
          flaws.add(Flaw.at(at, LOOSENS));
        }
        yield expression;
      }
      case Rejected<T>(List<String> reasons) -> {
        var operation = scope.operation();
        var where = operation == null ? "" : "for " + operation.name() + ": ";
        new HashSet<>(reasons).forEach(why -> flaws.add(Flaw.at(at, where + why)));
        yield Expression.always(instead);
      }
    };
  }
}
