package io.humanlayer.policy.outbound.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.policy.Ruling;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CelLanguageTest {

  private static List<String> flawsOf(String condition) {
    return Engine.flaws(
        Engine.policy("- {id: r, for: [pay], when: '" + condition + "', ruling: DENY}"));
  }

  @Test
  void decimals_are_compared_exactly() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: cents, for: [pay], when: 'args.amount == decimal("0.3")', ruling: ALLOW}
                - {id: whole, for: [pay], when: args.amount >= 9007199254740993, ruling: DENY}
                """));

    assertThat(engine.ask("pay", Map.of("amount", "0.30", "currency", "EUR")).ruling())
        .isEqualTo(Ruling.ALLOW);
    assertThat(
            engine.ask("pay", Map.of("amount", "9007199254740992.99", "currency", "EUR")).rules())
        .isEmpty();
    assertThat(engine.ask("pay", Map.of("amount", "9007199254740993", "currency", "EUR")).rules())
        .containsExactly("whole");
  }

  @Test
  void what_cannot_hold_is_refused_when_published_with_its_column() {
    assertThat(flawsOf("args.amount <= \"1000\"")).singleElement().asString().contains("column 13");
    assertThat(flawsOf("args.amonut > 1000")).singleElement().asString().contains("amonut");
    assertThat(flawsOf("args.amount > 10.5")).hasSize(1);
    assertThat(flawsOf("agent.nmae == \"x\"")).hasSize(1);
    assertThat(flawsOf("limits.unheard > 1")).hasSize(1);
    assertThat(flawsOf("args.currency")).singleElement().asString().contains("must be bool");
    assertThat(flawsOf("args.amount >")).hasSize(1);
    assertThat(flawsOf("approved.args.amount > 1")).hasSize(1);
  }

  @Test
  void numbers_without_a_type_are_not_compared_by_equality() {
    for (String condition :
        List.of(
            "args.amount == 0", "1 != args.amount", "args.amount in [1, 2]", "0.5 in args.list")) {
      assertThat(
              Engine.flaws(
                  Engine.policy(
                      "- {id: r, for: [\"*\"], when: '" + condition + "', ruling: DENY}")))
          .as(condition)
          .containsExactly("/spec/rules/0/when: " + UntypedEquality.REFUSED);
    }
    assertThat(
            Engine.flaws(
                Engine.policy("- {id: r, for: [\"*\"], when: 'args.a == \"x\"', ruling: DENY}")))
        .isEmpty();
  }

  @Test
  void an_expression_without_measure_is_refused() {
    assertThat(flawsOf("args.currency == \"" + "x".repeat(CelLanguage.MAX_EXPRESSION) + "\""))
        .isNotEmpty();
    assertThat(flawsOf("(".repeat(200) + "true" + ")".repeat(200))).isNotEmpty();
  }

  @Test
  void a_condition_that_never_ends_becomes_an_error_and_so_tightens() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: fine, for: [read], ruling: ALLOW}
                - id: slow
                  for: [read]
                  when: 'args.what.exists(a, args.what.exists(b, a != b && args.what.exists(c, c == "never")))'
                  ruling: DENY
                """));

    var ruling = engine.ask("read", Map.of("what", Collections.nCopies(1_000, "x")));

    assertThat(ruling.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(ruling.errors()).hasSize(1);
  }

  @Test
  void lists_times_and_effects_can_be_asked_about() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: named, for: [read], when: 'args.what.exists(w, w.startsWith("backup/"))', ruling: DENY}
                - {id: evening, for: [read], when: 'now.getHours("UTC") >= 20', ruling: ARBITRIUM}
                - {id: effect, for: ["*"], when: '"read" in op.effects && op.name == "read"', ruling: ALLOW}
                - {id: mine, for: ["*"], when: 'agent.id == "buyer" && agent.owner == "olga" && org == "acme"', ruling: ALLOW}
                """));

    assertThat(engine.ask("read", Map.of("what", List.of("a", "backup/7"))).rules())
        .containsExactly("named", "evening", "effect", "mine");
  }

  @Test
  void the_condition_of_a_grant_sees_the_approved_arguments() {
    var rule =
        "- {id: r, for: [pay], ruling: ARBITRIUM, require: {grant: {max: PT1H, uses: 5, similar: '%s'}}}";

    assertThat(Engine.flaws(Engine.policy(rule.formatted("args.amount <= approved.args.amount"))))
        .isEmpty();
    assertThat(Engine.flaws(Engine.policy(rule.formatted("args.amount <= approved.args.x"))))
        .singleElement()
        .asString()
        .startsWith("/spec/rules/0/require/grant/similar");
  }
}
