package io.humanlayer.policy.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.outbound.cel.CelGrammar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDiffTest {

  private static final String ACME = Engine.acmeBaseline();

  private static Rulebook book(String text) {
    return Engine.of(text).rulebook();
  }

  private static PolicyChange change(String from, String to) {
    assertThat(ACME).contains(from);
    return PolicyDiff.between(book(ACME), book(ACME.replace(from, to)), new CelGrammar());
  }

  @Test
  void the_same_policy_changes_nothing() {
    var change = PolicyDiff.between(book(ACME), book(ACME), new CelGrammar());

    assertThat(change.differences()).isEmpty();
    assertThat(change.direction()).isEqualTo(Direction.NEUTRAL);
    assertThat(change.approvals()).isEqualTo(1);
  }

  @Test
  void the_first_policy_is_a_loosening_because_before_it_everything_was_asked() {
    assertThat(PolicyDiff.between(null, book(ACME), new CelGrammar()).direction())
        .isEqualTo(Direction.LOOSENING);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          args.amount > 0 && args.amount <= 1000' | args.amount > 0 && args.amount <= 500'  | TIGHTENING
          args.amount > 0 && args.amount <= 1000' | args.amount > 0 && args.amount <= 2000' | LOOSENING
          when: args.amount > 10000               | when: args.amount > 9000                | TIGHTENING
          when: args.amount > 10000               | when: args.amount > 12000               | LOOSENING
          approvals: 2, rejections: 1             | approvals: 3, rejections: 1             | TIGHTENING
          approvals: 2, rejections: 1             | approvals: 1, rejections: 1             | LOOSENING
          deadline: PT2H                          | deadline: PT1H                          | TIGHTENING
          deadline: PT2H                          | deadline: PT3H                          | LOOSENING
          tier: expert, deadline: PT15M           | tier: authority, deadline: PT15M        | TIGHTENING
          tier: expert, deadline: PT15M           | tier: standard, deadline: PT15M         | LOOSENING
          onInvalidArgs: DENY                     | onInvalidArgs: ARBITRIUM                | LOOSENING
          onError: ARBITRIUM                      | onError: DENY                           | TIGHTENING
          uses: 20                                | uses: 10                                | TIGHTENING
          uses: 20                                | uses: 21                                | LOOSENING
          claims.confidence < 0.6                 | claims.confidence < 0.7                 | TIGHTENING
          claims.confidence < 0.6                 | claims.confidence < 0.5                 | LOOSENING
          window: PT1H                            | window: PT30M                           | LOOSENING
          qualification: finance.payments         | qualification: finance.interns          | LOOSENING
          Start conservative.                     | Start.                                  | NEUTRAL
          """)
  void a_change_has_its_direction(String from, String to, Direction expected) {
    var change = change(from, to);

    assertThat(change.direction()).as("%s", change.differences()).isEqualTo(expected);
    assertThat(change.approvals()).isEqualTo(expected == Direction.LOOSENING ? 2 : 1);
  }

  @Test
  void a_denial_that_is_added_tightens_and_one_that_is_removed_loosens() {
    var without =
        ACME.replaceAll("(?m)^.*id: email-flood.*\\n", "")
            .replaceAll("(?m)^.*email flood is stopped.*\\n", "");

    assertThat(PolicyDiff.between(book(without), book(ACME), new CelGrammar()).direction())
        .isEqualTo(Direction.TIGHTENING);
    assertThat(PolicyDiff.between(book(ACME), book(without), new CelGrammar()).direction())
        .isEqualTo(Direction.LOOSENING);
  }

  @Test
  void what_cannot_be_shown_to_tighten_counts_as_loosening() {
    var change = change("args.environment == \"prod\" && args.to == 0", "args.service == \"web\"");

    assertThat(change.direction()).isEqualTo(Direction.LOOSENING);
    assertThat(change.differences().getFirst().what()).contains("scale");
  }
}
