package io.humanlayer.policy.core.mutation;

import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Language;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.RulebookCompiler;
import io.humanlayer.policy.core.policy.Trial;
import io.humanlayer.policy.core.policy.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries the tests of a policy on the policy with mistakes in it. A mistake that does not compile
/// is no mistake that an author can publish, so it does not count.
public final class MutationTesting {

  private final Rulebook rulebook;
  private final Language language;
  private final Grammar grammar;

  private MutationTesting(Rulebook rulebook, Language language, Grammar grammar) {
    this.rulebook = rulebook;
    this.language = language;
    this.grammar = grammar;
  }

  /// @param rulebook a policy whose tests pass
  public static MutationReport run(Rulebook rulebook, Language language, Grammar grammar) {
    return new MutationTesting(rulebook, language, grammar).report();
  }

  private MutationReport report() {
    int made = 0;
    int killed = 0;
    var survivors = new ArrayList<MutationReport.Survivor>();
    for (var mutant : Mutants.of(rulebook.policy(), grammar)) {
      Optional<Rulebook> changed =
          RulebookCompiler.replaced(rulebook, mutant.rule().id(), mutant.changed(), language);
      if (changed.isEmpty()) {
        continue;
      }
      made++;
      var trials = concerned(mutant);
      if (trials.stream().anyMatch(trial -> notices(trial, changed.get()))) {
        killed++;
      } else {
        var test = new TestSearch(rulebook, changed.get(), grammar).find(mutant, trials);
        survivors.add(
            new MutationReport.Survivor(
                mutant.rule().id(), mutant.rule().at(), mutant.what(), test.orElse(null)));
      }
    }
    return new MutationReport(made, killed, survivors);
  }

  private List<Trial> concerned(Mutant mutant) {
    var policy = rulebook.policy();
    return policy.trials().stream()
        .filter(
            trial ->
                policy
                    .catalogue()
                    .find(trial.question().operation())
                    .map(operation -> mutant.rule().reach().covers(operation.name()))
                    .orElse(mutant.rule().reach().everything()))
        .toList();
  }

  static boolean notices(Trial trial, Rulebook changed) {
    return !Trials.differences(trial.expected(), Trials.ruleOn(changed, trial)).isEmpty();
  }
}
