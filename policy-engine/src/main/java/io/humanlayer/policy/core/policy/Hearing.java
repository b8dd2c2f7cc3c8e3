package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.catalogue.Reading;
import io.humanlayer.policy.core.policy.LayerRuling.RuleError;
import io.humanlayer.policy.core.requirement.Exclusion;
import io.humanlayer.policy.core.requirement.Requirement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One policy about to rule on one request: it says which limits it must know, then it rules.
public final class Hearing {

  private static final String AMOUNT = "amount";
  private static final String MONEY = "money";

  /// How the policy stands to the request.
  private enum Standing {
    /// Its rules are asked.
    RULES,
    /// The arguments do not fit the catalogue.
    MISFIT,
    /// It has no say.
    SILENT
  }

  private final Policy policy;
  private final String operation;
  private final List<ArmedRule> rules;
  private final Function<Map<String, BigDecimal>, Facts> facts;
  private final List<Demand> demands = new ArrayList<>(0);
  private final List<RuleError> errors = new ArrayList<>(0);
  private final Standing standing;
  private final Map<String, Data> arguments;
  private final @Nullable BigDecimal atStake;

  private Hearing(
      Policy policy,
      String operation,
      List<ArmedRule> rules,
      Function<Map<String, BigDecimal>, Facts> facts,
      Standing standing,
      Map<String, Data> arguments,
      @Nullable BigDecimal atStake) {
    this.policy = policy;
    this.operation = operation;
    this.rules = rules;
    this.facts = facts;
    this.standing = standing;
    this.arguments = arguments;
    this.atStake = atStake;
  }

  /// The policy has no say on what is asked.
  static Hearing silent(Policy policy, String operation) {
    return without(policy, operation, Standing.SILENT);
  }

  private static Hearing without(Policy policy, String operation, Standing standing) {
    return new Hearing(
        policy, operation, List.of(), _ -> new Facts(Map.of()), standing, Map.of(), null);
  }

  static Hearing of(Policy policy, Reading.Misfit misfit) {
    var hearing = without(policy, misfit.name(), Standing.MISFIT);
    misfit.reasons().forEach(why -> hearing.errors.add(new RuleError("arguments", why)));
    return hearing;
  }

  static Hearing of(
      Policy policy, Rulebook.Chapter chapter, Question question, Reading.Unknown unknown) {
    return demanding(
        new Hearing(
            policy,
            unknown.name(),
            chapter.rules(),
            limits -> Facts.of(question, unknown.name(), List.of(), unknown.arguments(), limits),
            Standing.RULES,
            unknown.arguments(),
            null),
        chapter);
  }

  static Hearing of(
      Policy policy, Rulebook.Chapter chapter, Question question, Reading.Known known) {
    var operation = known.operation();
    return demanding(
        new Hearing(
            policy,
            operation.name(),
            chapter.rules(),
            limits ->
                Facts.of(
                    question,
                    operation.name(),
                    operation.effectsInOrder(),
                    known.arguments(),
                    limits),
            Standing.RULES,
            known.arguments(),
            atStake(known)),
        chapter);
  }

  /// An operation that moves money says how much in its argument `amount`.
  private static @Nullable BigDecimal atStake(Reading.Known known) {
    return known.operation().effects().contains(MONEY)
            && known.arguments().get(AMOUNT) instanceof Data.Decimal(BigDecimal amount)
        ? amount
        : null;
  }

  private static Hearing demanding(Hearing hearing, Rulebook.Chapter chapter) {
    if (!chapter.limits().isEmpty()) {
      var withoutLimits = hearing.facts.apply(Map.of());
      for (var limit : chapter.limits()) {
        switch (limit.demand(withoutLimits)) {
          case Answer.Known<Demand>(Demand demand) -> hearing.demands.add(demand);
          case Answer.Failed<Demand>(String why) ->
              hearing.errors.add(new RuleError(limit.limit().name(), why));
        }
      }
    }
    return hearing;
  }

  /// The limits that this request adds to; empty for most operations.
  public List<Demand> demands() {
    return List.copyOf(demands);
  }

  /// Rules, given how the demanded limits stand with this request included. A rule that reads a
  /// limit which is not given fails, and so tightens.
  public LayerRuling rule(Map<String, BigDecimal> limits) {
    var defaults = policy.defaults();
    switch (standing) {
      case MISFIT -> {
        return ruling(defaults.onInvalidArguments(), List.of(), errors, defaults.require());
      }
      case SILENT -> {
        return ruling(null, List.of(), errors, null);
      }
      case RULES -> {}
    }
    var seen = facts.apply(limits);
    var matched = new ArrayList<String>();
    var failed = new ArrayList<>(errors);
    Ruling ruling = null;
    Requirement requirement = null;
    for (var armed : rules) {
      var effect = armed.on(seen, defaults);
      var id = armed.rule().id();
      effect.errors().forEach(why -> failed.add(new RuleError(id, why)));
      if (effect.matched()) {
        matched.add(id);
        ruling = ruling == null ? effect.ruling() : ruling.join(effect.ruling());
        if (effect.ruling() == Ruling.ARBITRIUM) {
          var own = armed.require(defaults);
          requirement = requirement == null ? own : requirement.join(own);
        }
      }
    }
    if (ruling == null) {
      ruling = defaults.abstains() ? null : Ruling.ARBITRIUM;
      requirement = defaults.require();
    }
    return ruling(ruling, matched, failed, requirement);
  }

  /// Why it rules as it does, with the value of every clause.
  public Explanation explain(Map<String, BigDecimal> limits) {
    var seen = facts.apply(limits);
    var traces = rules.stream().map(armed -> armed.trace(seen, policy.defaults())).toList();
    return new Explanation(rule(limits), operation, traces);
  }

  private LayerRuling ruling(
      @Nullable Ruling ruling,
      List<String> matched,
      List<RuleError> failed,
      @Nullable Requirement requirement) {
    return new LayerRuling(
        policy.layer(),
        ruling,
        matched,
        failed,
        ruling == Ruling.ARBITRIUM ? requirement : null,
        policy.defaults().require().use(),
        atStake,
        ruling == Ruling.ARBITRIUM && requirement != null ? excluded(requirement) : Set.of());
  }

  /// Whom the arguments name as one who may not decide.
  private Set<String> excluded(Requirement requirement) {
    if (requirement.exclude().isEmpty()) {
      return Set.of();
    }
    var excluded = new TreeSet<String>();
    for (var exclusion : requirement.exclude()) {
      switch (exclusion.kind()) {
        case NAMED -> text(exclusion.argument()).ifPresent(id -> excluded.add("person:" + id));
        case PAYEE ->
            Exclusion.PAYEES.forEach(
                name -> text(name).ifPresent(payee -> excluded.add("payee:" + payee)));
        case REQUESTER, AGENT_OWNER, AGENT_AUTHOR -> {}
      }
    }
    return excluded;
  }

  private Optional<String> text(@Nullable String argument) {
    return argument != null && arguments.get(argument) instanceof Data.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
