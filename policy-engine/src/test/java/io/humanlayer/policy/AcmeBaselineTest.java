package io.humanlayer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.policy.Trials;
import io.humanlayer.policy.core.requirement.Escalation;
import io.humanlayer.policy.core.requirement.Exclusion;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Quorum;
import io.humanlayer.policy.core.requirement.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AcmeBaselineTest {

  private static final Engine ACME = Engine.of(Engine.acmeBaseline());

  @Test
  void the_26_tests_of_the_example_policy_pass_and_every_rule_is_hit() {
    assertThat(ACME.rulebook().policy().trials()).hasSize(26);
    assertThat(Trials.run(ACME.rulebook())).isEmpty();
  }

  @Test
  void a_changed_threshold_fails_the_test_that_watches_it() {
    var loosened = Engine.acmeBaseline().replace("args.amount > 1000\n", "args.amount > 2000\n");

    assertThat(Trials.run(Engine.of(loosened).rulebook()))
        .anySatisfy(flaw -> assertThat(flaw.message()).contains("one cent more asks"));
  }

  @Test
  void a_rule_that_no_test_hits_is_named() {
    var untested =
        Engine.acmeBaseline()
            .replace(
                "    - {id: weather-auto,",
                "    - {id: never-tried, for: [weather.fetch], when: args.city == \"Atlantis\", ruling: DENY}\n"
                    + "    - {id: weather-auto,");

    assertThat(Trials.run(Engine.of(untested).rulebook()))
        .singleElement()
        .satisfies(flaw -> assertThat(flaw.message()).contains("never-tried is not hit"));
  }

  @Test
  void four_eyes_merge_upward_with_the_other_rules_on_large_transfers() {
    var ruling =
        ACME.ask(
            "transfer_money",
            Map.of("amount", "12000", "currency", "EUR", "iban", "X", "recipient", "Y"),
            Claims.NONE,
            Map.of("money_hour", new BigDecimal("12000")));

    assertThat(ruling.ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(ruling.rules()).containsExactly("transfer-large", "money-velocity", "four-eyes");
    assertThat(ruling.atStake()).isEqualByComparingTo("12000");
    var requirement = Objects.requireNonNull(ruling.requirement());
    assertThat(requirement.panels().values()).containsExactly(new Quorum(2, 1));
    assertThat(requirement.tier()).isEqualTo(Tier.AUTHORITY);
    assertThat(requirement.deadline()).isEqualTo(Duration.ofMinutes(15));
    assertThat(requirement.distinct()).isTrue();
    assertThat(requirement.reason()).isTrue();
    assertThat(requirement.grant()).isNull();
    assertThat(requirement.exclude())
        .containsExactly(Exclusion.REQUESTER, Exclusion.AGENT_OWNER, Exclusion.PAYEE);
    assertThat(requirement.escalationSteps())
        .extracting(Escalation.Step::to)
        .extracting(Panel::name)
        .containsExactly("cfo");
  }

  @Test
  void the_requests_of_the_demonstration_are_ruled_as_their_story_says() {
    assertThat(ACME.ask("weather.fetch", Map.of("city", "Bari")).ruling()).isEqualTo(Ruling.ALLOW);
    assertThat(ACME.ask("rocket.launch", Map.of("x", 1)).ruling()).isEqualTo(Ruling.ARBITRIUM);
    assertThat(ACME.ask("rocket.launch", Map.of("x", 1)).rules()).isEmpty();
    assertThat(
            ACME.ask(
                    "delete_resources",
                    Map.of("environment", "prod", "resources", List.of("backup/7")))
                .ruling())
        .isEqualTo(Ruling.DENY);
  }
}
