package io.humanlayer.policy.core.mutation;

import io.humanlayer.policy.core.policy.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many mistakes the tests noticed.
///
/// @param mutants how many mistakes were made
/// @param killed how many of them a test noticed
/// @param survivors those that no test noticed
public record MutationReport(int mutants, int killed, List<Survivor> survivors) {

  public MutationReport {
    survivors = List.copyOf(survivors);
  }

  /// A mistake that no test notices: an untested boundary.
  ///
  /// @param at the rule, a JSON Pointer
  /// @param what the mistake, in words
  /// @param test a test that would notice it; null where none was found, for example because the
  ///   mistake makes no difference
  public record Survivor(String rule, String at, String what, @Nullable Trial test) {}

  /// The share of mistakes that were noticed, in percent; 100 where none could be made.
  public int score() {
    return mutants == 0 ? 100 : killed * 100 / mutants;
  }
}
