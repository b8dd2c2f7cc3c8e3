package io.humanlayer.policy.core.policy;

import io.humanlayer.policy.core.catalogue.Reading;
import java.util.List;
import java.util.Map;

/// A policy ready to be asked: its expressions compiled per operation.
public final class Rulebook {

  /// What applies to one operation.
  record Chapter(List<ArmedRule> rules, List<ArmedLimit> limits) {
    Chapter {
      rules = List.copyOf(rules);
      limits = List.copyOf(limits);
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

  public Policy policy() {
    return policy;
  }

  /// Reads the arguments by the catalogue, before any rule. What is left is to find out how the
  /// limits stand, and to rule.
  public Hearing hear(Question question) {
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
