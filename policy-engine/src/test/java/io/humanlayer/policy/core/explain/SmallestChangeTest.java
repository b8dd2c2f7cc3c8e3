package io.humanlayer.policy.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.explain.SmallestChange.Step;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Clause;
import io.humanlayer.policy.core.policy.Explanation.Effect;
import io.humanlayer.policy.core.policy.Explanation.RuleTrace;
import io.humanlayer.policy.core.policy.Rulebook;
import io.humanlayer.policy.outbound.cel.CelGrammar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmallestChangeTest {

  private static final Rulebook ACME = Engine.of(Engine.acmeBaseline()).rulebook();

  private static Map<String, Object> transfer(String amount, String currency) {
    return Map.of("amount", amount, "currency", currency, "iban", "X", "recipient", "Y");
  }

  private static Optional<List<Step>> change(
      String operation, Map<String, ?> arguments, Claims claims, Map<String, BigDecimal> limits) {
    return SmallestChange.of(
        List.of(ACME),
        Engine.question(operation, arguments, claims),
        List.of(limits),
        new CelGrammar());
  }

  @Test
  void a_transfer_of_1500_would_be_allowed_at_1000() {
    assertThat(
            change(
                "payment.transfer",
                transfer("1500", "EUR"),
                Claims.NONE,
                Map.of("money_hour", new BigDecimal("1500"))))
        .contains(List.of(new Step("args.amount", new Data.Whole(1000))));
  }

  @Test
  void a_transfer_in_another_currency_and_too_large_needs_both() {
    assertThat(
            change(
                "payment.transfer",
                transfer("1500", "JPY"),
                Claims.NONE,
                Map.of("money_hour", BigDecimal.ZERO)))
        .hasValueSatisfying(
            steps ->
                assertThat(steps)
                    .extracting(Step::variable)
                    .containsExactlyInAnyOrder("args.amount", "args.currency"));
  }

  @Test
  void what_always_asks_has_no_change_that_would_allow_it() {
    assertThat(
            change(
                "email.send",
                Map.of("to", List.of("a@b.it"), "subject", "s", "body", "b"),
                Claims.NONE,
                Map.of()))
        .isEmpty();
  }

  @Test
  void an_explanation_gives_every_clause_with_its_value() {
    var explanation =
        ACME.hear(Engine.question("payment.transfer", transfer("1500", "EUR"), Claims.NONE))
            .explain(Map.of("money_hour", new BigDecimal("1500")));

    var small = trace(explanation.rules(), "transfer-small");
    assertThat(small.effect()).isEqualTo(Effect.NOT_MATCHED);
    assertThat(small.when())
        .contains(
            new Clause("args.currency == \"EUR\"", "true", "args.currency = \"EUR\""),
            new Clause("args.amount <= 1000", "false", "args.amount = 1500"));
    var large = trace(explanation.rules(), "transfer-large");
    assertThat(large.effect()).isEqualTo(Effect.MATCHED);
    assertThat(large.requirement()).isNotNull();
    assertThat(explanation.ruling())
        .isEqualTo(
            ACME.hear(Engine.question("payment.transfer", transfer("1500", "EUR"), Claims.NONE))
                .rule(Map.of("money_hour", new BigDecimal("1500"))));
  }

  @Test
  void an_exception_that_holds_is_shown_as_such_and_an_error_as_an_error() {
    var excepted =
        ACME.hear(Engine.question("weather.fetch", Map.of("city", "Bari"), new Claims(0.2, null)))
            .explain(Map.of());
    assertThat(trace(excepted.rules(), "low-confidence").effect()).isEqualTo(Effect.EXCEPTED);

    var failing =
        ACME.hear(Engine.question("payment.transfer", transfer("900", "EUR"), Claims.NONE))
            .explain(Map.of());
    var velocity = trace(failing.rules(), "money-velocity");
    assertThat(velocity.effect()).isEqualTo(Effect.FAILED);
    assertThat(velocity.matched()).isTrue();
    assertThat(velocity.errors()).isNotEmpty();
  }

  private static RuleTrace trace(List<RuleTrace> rules, String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow();
  }
}
