package io.humanlayer.policy.core.change;

import io.humanlayer.policy.core.policy.Grammar;
import io.humanlayer.policy.core.policy.Grammar.Boundary;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.policy.Trial;
import io.humanlayer.policy.core.policy.Trials;
import io.humanlayer.policy.core.policy.Variation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks both policies the questions of their tests, and those moved onto their boundaries: what is
/// ruled more mildly than before is a loosening that nobody needs to argue about.
record Probes(Rulebook before, Rulebook after, Grammar grammar) {

  /// Enough to show it; the rest would say the same.
  private static final int MAX_SHOWN = 20;

  private static final int MAX_PROBES = 50_000;

  List<Difference> loosened() {
    var boundaries = boundaries();
    var found = new ArrayList<Difference>();
    Stream.of(before, after)
        .flatMap(book -> book.policy().trials().stream())
        .flatMap(trial -> Stream.concat(Stream.of(trial), Variation.of(trial, boundaries).stream()))
        .limit(MAX_PROBES)
        .forEach(trial -> probe(trial, found));
    return found;
  }

  private Set<Boundary> boundaries() {
    var boundaries = new LinkedHashSet<Boundary>();
    Stream.of(before, after)
        .flatMap(book -> book.policy().rules().stream())
        .flatMap(rule -> Stream.of(rule.when(), rule.unless()))
        .filter(Objects::nonNull)
        .forEach(condition -> boundaries.addAll(grammar.boundaries(condition)));
    return boundaries;
  }

  private void probe(Trial trial, List<Difference> into) {
    if (into.size() >= MAX_SHOWN) {
      return;
    }
    var then = Trials.ruleOn(before, trial);
    var now = Trials.ruleOn(after, trial);
    if (milder(now.ruling(), then.ruling())) {
      into.add(
          new Difference(
              Direction.LOOSENING,
              trial.at(),
              "the question of test \""
                  + trial.name()
                  + "\" or one near it was ruled "
                  + said(then)
                  + " and is now ruled "
                  + said(now)));
    } else if (then.requirement() != null && now.requirement() != null) {
      var weaker = RequirementChange.weaker(then.requirement(), now.requirement());
      if (!weaker.isEmpty()) {
        into.add(
            new Difference(
                Direction.LOOSENING,
                trial.at(),
                "to the question of test \""
                    + trial.name()
                    + "\" it asks less: "
                    + String.join(", ", weaker)));
      }
    }
  }

  /// Abstaining leaves it to the other layers, which may then allow.
  private static boolean milder(@Nullable Ruling now, @Nullable Ruling then) {
    return then != null && (now == null || now.compareTo(then) < 0);
  }

  private static String said(LayerRuling ruling) {
    Ruling said = ruling.ruling();
    return said == null ? "by the other layers" : said.name();
  }
}
