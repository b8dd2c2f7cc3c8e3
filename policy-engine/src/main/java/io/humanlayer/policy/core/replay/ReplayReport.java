package io.humanlayer.policy.core.replay;

import io.humanlayer.policy.core.policy.Ruling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What would have changed.
///
/// @param requests how many were replayed
/// @param matrix how many requests went from one ruling to another
/// @param loosened the first requests that the draft rules more mildly, those that a human rejected
///   foremost
/// @param blocking how many requests the draft would allow that a human rejected
/// @param requirementChanged how many ask a human before and after, but in another way
/// @param loadBefore approvals asked of each panel
/// @param loadAfter the same under the draft
/// @param movers the agents with the most changed rulings
/// @param unmatched rules of the draft that no request matched
/// @param errors how many requests met an expression of the draft that failed
public record ReplayReport(
    long requests,
    Map<Transition, Long> matrix,
    List<Loosened> loosened,
    long blocking,
    long requirementChanged,
    Map<String, Long> loadBefore,
    Map<String, Long> loadAfter,
    Map<String, Long> movers,
    Set<String> unmatched,
    long errors) {

  /// From one ruling to another.
  public record Transition(Ruling before, Ruling after) {

    boolean loosens() {
      return after.compareTo(before) < 0;
    }
  }

  /// One request that the draft rules more mildly.
  ///
  /// @param rejected whether a human rejected it
  public record Loosened(
      String request, String agent, String operation, Transition transition, boolean rejected) {}

  /// How many requests the draft rules more mildly.
  public long loosenings() {
    return counted(Transition::loosens);
  }

  /// How many requests the draft rules more severely.
  public long tightenings() {
    return counted(transition -> transition.after().compareTo(transition.before()) > 0);
  }

  private long counted(Predicate<Transition> which) {
    return matrix.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
