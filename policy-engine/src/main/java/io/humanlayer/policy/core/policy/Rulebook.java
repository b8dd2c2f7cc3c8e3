package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.OperationEntry;
import io.humanlayer.policy.core.catalogue.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A policy ready to be asked: its expressions compiled per operation.
public final class Rulebook {

  /// What applies to one operation.
  record Chapter(List<ArmedRule> rules, List<ArmedLimit> limits) {
    Chapter {
      rules = List.copyOf(rules);
      limits = List.copyOf(limits);
    }

    Chapter mapped(Function<ArmedRule, Optional<ArmedRule>> change) {
      return new Chapter(
          rules.stream().flatMap(rule -> change.apply(rule).stream()).toList(), limits);
    }
  }

  private final Policy policy;
  private final Map<String, Chapter> chapters;
  private final Chapter unknown;

  /// @param chapters by the name of the operation
  /// @param unknown what applies to operations that the catalogue does not know
  Rulebook(Policy policy, Map<String, Chapter> chapters, Chapter unknown) {
    this.policy = policy;
    this.chapters = Map.copyOf(chapters);
    this.unknown = unknown;
  }

  /// The same policy with each armed rule as `change` makes it, given the operation it is armed
  /// for; null there stands for operations that the catalogue does not know.
  Rulebook mapped(BiFunction<ArmedRule, @Nullable OperationEntry, Optional<ArmedRule>> change) {
    var changed = new HashMap<String, Chapter>();
    for (var operation : policy.catalogue().entries()) {
      var chapter = chapters.get(operation.name());
      if (chapter != null) {
        changed.put(operation.name(), chapter.mapped(rule -> change.apply(rule, operation)));
      }
    }
    return new Rulebook(policy, changed, unknown.mapped(rule -> change.apply(rule, null)));
  }

  public Policy policy() {
    return policy;
  }

  /// Reads the arguments by the catalogue, before any rule. What is left is to find out how the
  /// limits stand, and to rule.
  public Hearing hear(Question question) {
    if (!policy.concerns(question.operation(), question.agent())) {
      return Hearing.silent(policy, question.operation());
    }
    var reading = policy.catalogue().read(question.operation(), question.arguments());
    return switch (reading) {
      case Reading.Misfit misfit -> Hearing.of(policy, misfit);
      case Reading.Unknown other -> Hearing.of(policy, unknown, question, other);
      case Reading.Known known ->
          Hearing.of(
              policy, chapters.getOrDefault(known.operation().name(), unknown), question, known);
    };
  }
}
