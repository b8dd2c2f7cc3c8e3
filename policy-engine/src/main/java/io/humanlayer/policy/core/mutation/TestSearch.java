package io.humanlayer.policy.core.mutation;

import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.Rule;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Trial;
import io.humanlayer.policy.core.policy.Trials;
import io.humanlayer.policy.core.policy.Variation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for a test that tells a policy from the same policy with a mistake: the tests that there
/// are, moved onto the boundaries of the rule.
record TestSearch(Rulebook right, Rulebook wrong, Grammar grammar) {

  /// Enough tests to start from; more only repeat each other.
  private static final int MAX_STARTS = 12;

  Optional<Trial> find(Mutant mutant, List<Trial> starts) {
    var boundaries = boundaries(mutant.rule());
    var some = starts.stream().limit(MAX_STARTS).toList();
    return some.stream()
        .flatMap(start -> Variation.of(start, boundaries).stream())
        .flatMap(trial -> told(trial, mutant).stream())
        .findFirst()
        .or(() -> some.stream().flatMap(trial -> told(trial, mutant).stream()).findFirst());
  }

  private Set<Grammar.Boundary> boundaries(Rule rule) {
    var boundaries = new LinkedHashSet<Grammar.Boundary>();
    for (@Nullable String condition : new @Nullable String[] {rule.when(), rule.unless()}) {
      if (condition != null) {
        boundaries.addAll(grammar.boundaries(condition));
      }
    }
    return boundaries;
  }

  /// The trial with the expectation that the right policy fulfils and the wrong one does not.
  private Optional<Trial> told(Trial trial, Mutant mutant) {
    var ruling = Trials.ruleOn(right, trial);
    var test =
        new Trial(
            mutant.rule().id() + ": " + mutant.what(),
            trial.question(),
            trial.limits(),
            expected(ruling),
            mutant.rule().at());
    return MutationTesting.notices(test, wrong) ? Optional.of(test) : Optional.empty();
  }

  private static Trial.Expected expected(LayerRuling ruling) {
    return new Trial.Expected(
        ruling.ruling(), Set.copyOf(ruling.rules()), panels(ruling), null, null, false);
  }

  private static @Nullable Map<String, Integer> panels(LayerRuling ruling) {
    var requirement = ruling.requirement();
    if (requirement == null) {
      return null;
    }
    var panels = new LinkedHashMap<String, Integer>();
    requirement.panels().forEach((panel, quorum) -> panels.put(panel.name(), quorum.approvals()));
    return panels;
  }
}
