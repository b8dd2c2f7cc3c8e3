package io.humanlayer.policy.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import io.humanlayer.policy.core.requirement.OnTimeout;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Requirement;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SemanticsTest {

  private static final Map<String, Object> TEN_EUROS = Map.of("amount", "10", "currency", "EUR");

  private static List<String> panels(LayerRuling ruling) {
    return Objects.requireNonNull(ruling.requirement()).panels().keySet().stream()
        .map(Panel::name)
        .toList();
  }

  @Test
  void what_no_rule_mentions_goes_to_a_human_of_the_default_panel() {
    var engine = Engine.of(Engine.policy("- {id: reads, for: [read], ruling: ALLOW}"));

    var ruling = engine.ask("pay", TEN_EUROS);

    assertThat(ruling.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(ruling.rules()).isEmpty();
    assertThat(panels(ruling)).containsExactly("duty");
  }

  @Test
  void all_matching_rules_count_and_the_most_severe_wins_whatever_the_order() {
    var allow = "- {id: a, for: [pay], ruling: ALLOW}";
    var ask = "- {id: b, for: [pay], ruling: ARBITRIUM}";
    var deny = "- {id: c, for: [pay], ruling: DENY}";

    assertThat(Engine.of(Engine.policy(allow + "\n" + ask)).ask("pay", TEN_EUROS).ruling())
        .isEqualTo(Ruling.ARBITRIUM);
    assertThat(
            Engine.of(Engine.policy(deny + "\n" + ask + "\n" + allow))
                .ask("pay", TEN_EUROS)
                .rules())
        .containsExactly("c", "b", "a");
    assertThat(
            Engine.of(Engine.policy(ask + "\n" + allow + "\n" + deny))
                .ask("pay", TEN_EUROS)
                .ruling())
        .isEqualTo(Ruling.DENY);
  }

  @Test
  void an_exception_unmatches_its_own_rule_only() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: always, for: [pay], unless: 'args.currency == "EUR"', ruling: DENY}
                - {id: small, for: [pay], when: args.amount <= 10, ruling: ALLOW}
                """));

    assertThat(engine.ask("pay", TEN_EUROS).rules()).containsExactly("small");
    assertThat(engine.ask("pay", Map.of("amount", "10", "currency", "JPY")).ruling())
        .isEqualTo(Ruling.DENY);
  }

  @Test
  void a_failing_condition_unmatches_an_allow_rule() {
    var engine =
        Engine.of(
            Engine.policy("- {id: noted, for: [pay], when: 'args.note == \"ok\"', ruling: ALLOW}"));

    var ruling = engine.ask("pay", TEN_EUROS);

    assertThat(ruling.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(ruling.rules()).isEmpty();
    assertThat(ruling.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.rule()).isEqualTo("noted"));
  }

  @Test
  void a_failing_condition_makes_a_strict_rule_match_with_the_ruling_for_errors() {
    var rules =
        """
        - {id: fine, for: [pay], ruling: ALLOW}
        - {id: noted, for: [pay], when: 'args.note == "bad"', ruling: DENY}
        """;

    var asking = Engine.of(Engine.policy(rules)).ask("pay", TEN_EUROS);
    var denying =
        Engine.of(Engine.policy("ruling: ARBITRIUM, onError: DENY", "", rules))
            .ask("pay", TEN_EUROS);

    assertThat(asking.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(asking.rules()).containsExactly("fine", "noted");
    assertThat(panels(asking)).containsExactly("duty");
    assertThat(denying.ruling()).isEqualTo(Ruling.DENY);
  }

  @Test
  void a_failing_exception_does_not_apply_to_a_strict_rule_but_does_to_an_allow_rule() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: strict, for: [pay], unless: 'args.note == "ok"', ruling: DENY}
                - {id: loose, for: [pay], unless: 'args.note == "bad"', ruling: ALLOW}
                """));

    var ruling = engine.ask("pay", TEN_EUROS);

    assertThat(ruling.ruling()).isEqualTo(Ruling.DENY);
    assertThat(ruling.rules()).containsExactly("strict");
    assertThat(ruling.errors()).hasSize(2);
  }

  @Test
  void arguments_that_do_not_fit_are_ruled_before_any_rule_is_read() {
    var rules = "- {id: all, for: [pay], ruling: ALLOW}";
    var misfit = Map.of("amount", "lots", "currency", "EUR");

    var denied = Engine.of(Engine.policy(rules)).ask("pay", misfit);
    var asked =
        Engine.of(Engine.policy("ruling: ARBITRIUM, onInvalidArgs: ARBITRIUM", "", rules))
            .ask("pay", misfit);

    assertThat(denied.ruling()).isEqualTo(Ruling.DENY);
    assertThat(denied.rules()).isEmpty();
    assertThat(denied.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.why()).startsWith("/amount: not a decimal number"));
    assertThat(asked.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(panels(asked)).containsExactly("duty");
  }

  @Test
  void an_unknown_operation_meets_only_the_rules_for_everything() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: pays, for: [pay], ruling: ALLOW}
                - {id: big, for: ["*"], when: has(args.size) && args.size > 5, ruling: DENY}
                """));

    assertThat(engine.ask("launch", Map.of("size", 3)).ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(engine.ask("launch", Map.of("size", 6)).rules()).containsExactly("big");
    assertThat(engine.ask("launch", Map.of("size", new BigDecimal("5.5"))).rules())
        .containsExactly("big");
    assertThat(engine.ask("launch", Map.of("size", "9")).errors()).isNotEmpty();
    assertThat(engine.ask("launch", Map.of("size", "9")).ruling()).isEqualTo(Ruling.ARBITRIUM);
  }

  @Test
  void a_rule_for_everything_sees_the_typed_arguments_of_known_operations() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: pays, for: [pay], ruling: ALLOW}
                - {id: big, for: ["*"], when: has(args.amount) && args.amount > 1000, ruling: DENY}
                """));

    assertThat(engine.ask("pay", Map.of("amount", "1000.00", "currency", "EUR")).ruling())
        .isEqualTo(Ruling.ALLOW);
    assertThat(engine.ask("pay", Map.of("amount", "1000.01", "currency", "EUR")).ruling())
        .isEqualTo(Ruling.DENY);
    assertThat(engine.ask("write", Map.of()).errors()).isEmpty();
  }

  @Test
  void an_agent_that_claims_no_confidence_is_read_as_confident() {
    var engine =
        Engine.of(
            Engine.policy(
                """
                - {id: pays, for: [pay], ruling: ALLOW}
                - {id: unsure, for: ["*"], when: claims.confidence < 0.6, ruling: ARBITRIUM}
                """));

    var silent = engine.ask("pay", TEN_EUROS);
    var unsure = engine.ask("pay", TEN_EUROS, new Claims(0.59, null), Map.of());

    assertThat(silent.ruling()).isEqualTo(Ruling.ALLOW);
    assertThat(silent.errors()).isEmpty();
    assertThat(unsure.ruling()).isEqualTo(Ruling.ARBITRIUM);
  }

  @Test
  void claims_may_only_tighten() {
    assertThat(
            Engine.flaws(
                Engine.policy(
                    """
                    - {id: loose, for: [pay], when: claims.confidence > 0.9, ruling: ALLOW}
                    - {id: way-out, for: [pay], unless: claims.confidence > 0.9, ruling: DENY}
                    """)))
        .hasSize(2)
        .allSatisfy(flaw -> assertThat(flaw).contains("may only tighten"))
        .anySatisfy(flaw -> assertThat(flaw).startsWith("/spec/rules/0/when"))
        .anySatisfy(flaw -> assertThat(flaw).startsWith("/spec/rules/1/unless"));
    assertThat(
            Engine.flaws(
                Engine.policy(
                    """
                    - {id: strict, for: [pay], when: claims.confidence < 0.9, ruling: DENY}
                    - {id: careful, for: [pay], unless: claims.confidence < 0.9, ruling: ALLOW}
                    """)))
        .isEmpty();
  }

  @Test
  void a_rule_reads_a_limit_with_this_request_included_and_fails_closed_without_it() {
    var engine =
        Engine.of(
            Engine.policy(
                "ruling: ARBITRIUM, onError: DENY",
                "hour: {for: [pay], sum: args.amount, where: 'args.currency == \"EUR\"', by: [agent.id], window: PT1H}",
                """
                - {id: fine, for: [pay], ruling: ALLOW}
                - {id: fast, for: [pay], when: limits.hour > 100, ruling: ARBITRIUM}
                """));

    var hearing = engine.rulebook().hear(Engine.question("pay", TEN_EUROS, Claims.NONE));

    assertThat(hearing.demands())
        .containsExactly(new Demand("hour", "buyer", BigDecimal.TEN, Duration.ofHours(1)));
    assertThat(hearing.rule(Map.of("hour", new BigDecimal("100.00"))).ruling())
        .isEqualTo(Ruling.ALLOW);
    assertThat(hearing.rule(Map.of("hour", new BigDecimal("100.01"))).ruling())
        .isEqualTo(Ruling.ARBITRIUM);
    assertThat(hearing.rule(Map.of()).ruling()).isEqualTo(Ruling.DENY);
  }

  @Test
  void a_request_outside_the_condition_of_a_limit_adds_nothing_to_it() {
    var engine =
        Engine.of(
            Engine.policy(
                "ruling: ARBITRIUM",
                "hour: {for: [pay], sum: args.amount, where: 'args.currency == \"EUR\"', by: [agent.id], window: PT1H}",
                "- {id: fine, for: [pay], ruling: ALLOW}"));

    assertThat(
            engine
                .rulebook()
                .hear(
                    Engine.question("pay", Map.of("amount", "10", "currency", "JPY"), Claims.NONE))
                .demands())
        .extracting(Demand::amount)
        .containsExactly(BigDecimal.ZERO);
  }

  @Test
  void layers_join_upward_and_only_a_lower_one_may_abstain() {
    var organisation = Engine.of(Engine.policy("- {id: fine, for: [pay], ruling: ALLOW}"));
    var team =
        Engine.of(
            Engine.policy(
                "ruling: ABSTAIN",
                "",
                "- {id: large, for: [pay], when: args.amount > 100, ruling: ARBITRIUM}"));
    var large = Map.of("amount", "101", "currency", "EUR");

    assertThat(
            JoinedRuling.of(List.of(organisation.ask("pay", TEN_EUROS), team.ask("pay", TEN_EUROS)))
                .ruling())
        .isEqualTo(Ruling.ALLOW);
    var joined = JoinedRuling.of(List.of(organisation.ask("pay", large), team.ask("pay", large)));
    assertThat(joined.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(Objects.requireNonNull(joined.requirement()).panels().firstKey().name())
        .isEqualTo("team/duty");
    assertThat(
            Engine.flaws(
                Engine.policy("ruling: ABSTAIN", "", "- {id: a, for: [pay], ruling: ALLOW}")
                    .replace("layer: team", "layer: organisation")))
        .singleElement()
        .asString()
        .contains("the organisation's own policy may not abstain");
  }

  @Test
  void a_test_can_expect_of_a_layer_that_it_abstains() {
    String team =
        Engine.policy(
            "ruling: ABSTAIN",
            "",
            "- {id: large, for: [pay], when: args.amount > 100, ruling: ARBITRIUM}");
    String tests =
        """
          tests:
            - {name: large, do: pay, args: {amount: "101", currency: EUR}, expect: {ruling: ARBITRIUM}}
            - {name: small, do: pay, args: {amount: "%s", currency: EUR}, expect: {ruling: ABSTAIN}}
        """;

    assertThat(Trials.run(Engine.of(team + tests.formatted("100")).rulebook())).isEmpty();
    assertThat(Trials.run(Engine.of(team + tests.formatted("102")).rulebook()))
        .singleElement()
        .asString()
        .contains("expected ABSTAIN, the policy says ARBITRIUM");
  }

  @Test
  void without_any_policy_a_human_decides_and_silence_denies() {
    var joined = JoinedRuling.of(List.of());

    assertThat(joined.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(joined.unruled()).isTrue();
    var requirement = Objects.requireNonNull(joined.requirement());
    assertThat(requirement.onTimeout()).isEqualTo(OnTimeout.DENY);
    assertThat(requirement.deadline()).isEqualTo(Duration.ofMinutes(30));
    assertThat(requirement.panels().firstKey().qualification()).isEqualTo("humanlayer.default");
  }

  @Test
  void what_a_rule_leaves_unsaid_comes_from_the_defaults_but_not_their_escalation() {
    var engine =
        Engine.of(
            Engine.policy(
                    """
                    - {id: silent, for: [read], ruling: ARBITRIUM}
                    - {id: speaking, for: [pay], ruling: ARBITRIUM, require: {panels: [{panel: cfo}]}}
                    """)
                .replace(
                    "deadline: PT30M",
                    "deadline: PT30M, cooldown: PT1M, escalate: [{after: PT10M, to: cfo}]"));

    Requirement silent =
        Objects.requireNonNull(engine.ask("read", Map.of("what", List.of())).requirement());
    Requirement speaking = Objects.requireNonNull(engine.ask("pay", TEN_EUROS).requirement());

    assertThat(silent.escalationSteps()).hasSize(1);
    assertThat(speaking.deadline()).isEqualTo(Duration.ofMinutes(30));
    assertThat(speaking.cooldown()).isEqualTo(Duration.ofMinutes(1));
    assertThat(speaking.escalationSteps()).isEmpty();
  }

  @Test
  void silence_may_allow_only_where_nothing_grave_is_done_and_somebody_answers_for_it() {
    var grave =
        "- {id: r, for: [pay], ruling: ARBITRIUM, require: {onTimeout: ALLOW, acceptTimeoutRisk: olga}}";
    var nobody = "- {id: r, for: [read], ruling: ARBITRIUM, require: {onTimeout: ALLOW}}";
    var expert =
        "- {id: r, for: [read], ruling: ARBITRIUM, require: {onTimeout: ALLOW, tier: expert, acceptTimeoutRisk: olga}}";
    var fine =
        "- {id: r, for: [read], ruling: ARBITRIUM, require: {onTimeout: ALLOW, acceptTimeoutRisk: olga}}";

    assertThat(Engine.flaws(Engine.policy(grave))).hasSize(1);
    assertThat(Engine.flaws(Engine.policy(nobody))).hasSize(1);
    assertThat(Engine.flaws(Engine.policy(expert))).hasSize(1);
    assertThat(Engine.flaws(Engine.policy(fine))).isEmpty();
  }
}
