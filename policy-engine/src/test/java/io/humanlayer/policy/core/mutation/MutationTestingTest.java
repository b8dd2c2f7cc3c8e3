package io.humanlayer.policy.core.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.policy.Trials;
import io.humanlayer.policy.outbound.cel.CelGrammar;
import io.humanlayer.policy.outbound.cel.CelLanguage;
import io.humanlayer.policy.wire.TrialYaml;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MutationTestingTest {

  private static final MutationReport ACME =
      MutationTesting.run(
          Engine.of(Engine.acmeBaseline()).rulebook(), new CelLanguage(), new CelGrammar());

  @Test
  void most_mistakes_in_the_example_are_noticed_by_its_tests() {
    assertThat(ACME.mutants()).isGreaterThan(60);
    assertThat(ACME.score()).isGreaterThan(70);
    assertThat(ACME.killed() + ACME.survivors().size()).isEqualTo(ACME.mutants());
  }

  @Test
  void nobody_tests_exactly_ten_thousand_and_the_report_says_so() {
    assertThat(ACME.survivors())
        .anySatisfy(
            survivor -> {
              assertThat(survivor.rule()).isEqualTo("four-eyes");
              assertThat(survivor.what()).contains("> became >= in args.amount > 10000");
              assertThat(survivor.test()).isNotNull();
            });
  }

  @Test
  void with_the_offered_tests_the_policy_is_sound_and_fewer_mistakes_survive() {
    var offered = new StringBuilder();
    ACME.survivors().stream()
        .map(MutationReport.Survivor::test)
        .filter(Objects::nonNull)
        .forEach(test -> offered.append("    - ").append(TrialYaml.write(test)).append('\n'));

    var tested = Engine.of(Engine.acmeBaseline() + offered).rulebook();

    assertThat(Trials.run(tested)).isEmpty();
    var report = MutationTesting.run(tested, new CelLanguage(), new CelGrammar());
    assertThat(report.score()).isGreaterThan(ACME.score());
    assertThat(report.survivors()).allSatisfy(left -> assertThat(left.test()).isNull());
  }

  @Test
  void a_policy_without_conditions_has_nothing_to_mistype_but_its_rules() {
    var rulebook =
        Engine.of(
                Engine.policy("- {id: always, for: [write], ruling: DENY}")
                    + "  tests:\n    - {name: t, do: write, expect: {ruling: DENY}}\n")
            .rulebook();

    var report = MutationTesting.run(rulebook, new CelLanguage(), new CelGrammar());

    assertThat(report).isEqualTo(new MutationReport(1, 1, List.of()));
  }
}
