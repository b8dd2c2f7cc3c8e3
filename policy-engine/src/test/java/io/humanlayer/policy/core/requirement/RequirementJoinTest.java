package io.humanlayer.policy.core.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The laws of a join, over random requirements; the seed is in the message of a failure.
class RequirementJoinTest {

  private static final int ROUNDS = 2_000;

  private static final List<Panel> PANELS =
      List.of(
          Panel.internal("duty", "management.duty"),
          Panel.internal("cfo", "finance.cfo"),
          Panel.internal("payments", "finance.payments"));

  private static Requirement random(Random random) {
    var seats = new TreeMap<Panel, Quorum>();
    while (seats.isEmpty()) {
      for (var panel : PANELS) {
        if (random.nextBoolean()) {
          seats.put(panel, new Quorum(1 + random.nextInt(3), 1 + random.nextInt(3)));
        }
      }
    }
    var tier = pick(random, Tier.values());
    return new Requirement(
        seats,
        random.nextBoolean(),
        some(
            random,
            List.of(
                Exclusion.REQUESTER,
                Exclusion.AGENT_OWNER,
                Exclusion.AGENT_AUTHOR,
                Exclusion.PAYEE,
                Exclusion.named("author"))),
        tier,
        Duration.ofMinutes(1 + random.nextInt(5)),
        pick(random, OnTimeout.values()),
        Duration.ofMinutes(1 + random.nextInt(5)),
        Duration.ofMinutes(random.nextInt(3)),
        random.nextBoolean() ? Set.of() : Set.of(escalation(random, tier)),
        some(random, List.of("subject", "body", "amount")),
        random.nextBoolean(),
        random.nextInt(3) == 0
            ? null
            : new GrantCeiling(
                Duration.ofMinutes(1 + random.nextInt(5)),
                1 + random.nextInt(5),
                some(random, List.of("a == b", "c == d"))));
  }

  private static Escalation escalation(Random random, Tier tier) {
    return new Escalation(
        tier,
        "rule-" + random.nextInt(4),
        List.of(
            new Escalation.Step(
                Duration.ofMinutes(1 + random.nextInt(5)), PANELS.get(random.nextInt(3)))));
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }

  private static <T> Set<T> some(Random random, List<T> from) {
    var some = new HashSet<T>();
    from.forEach(
        one -> {
          if (random.nextBoolean()) {
            some.add(one);
          }
        });
    return some;
  }

  @Test
  void the_join_is_associative_commutative_and_idempotent() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      var a = random(random);
      var b = random(random);
      var c = random(random);

      assertThat(a.join(b).join(c)).as("associative, seed %d", seed).isEqualTo(a.join(b.join(c)));
      assertThat(a.join(b)).as("commutative, seed %d", seed).isEqualTo(b.join(a));
      assertThat(a.join(a)).as("idempotent, seed %d", seed).isEqualTo(a);
      assertThat(a.join(b).escalationSteps())
          .as("one order of escalation, seed %d", seed)
          .isEqualTo(b.join(a).escalationSteps());
    }
  }

  @Test
  void the_join_is_never_weaker_than_a_part() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      var part = random(random);
      var joined = part.join(random(random));

      part.panels()
          .forEach(
              (panel, quorum) -> {
                var more = joined.panels().get(panel);
                assertThat(more.approvals()).isGreaterThanOrEqualTo(quorum.approvals());
                assertThat(more.rejections()).isLessThanOrEqualTo(quorum.rejections());
              });
      assertThat(joined.tier()).isGreaterThanOrEqualTo(part.tier());
      assertThat(joined.deadline()).isLessThanOrEqualTo(part.deadline());
      assertThat(joined.use()).isLessThanOrEqualTo(part.use());
      assertThat(joined.cooldown()).isGreaterThanOrEqualTo(part.cooldown());
      assertThat(joined.onTimeout()).isGreaterThanOrEqualTo(part.onTimeout());
      assertThat(joined.exclude()).containsAll(part.exclude());
      assertThat(part.editable()).containsAll(joined.editable());
      assertThat(joined.distinct() || !part.distinct()).isTrue();
      assertThat(joined.reason() || !part.reason()).isTrue();
      assertThat(part.grant() != null || joined.grant() == null).isTrue();
    }
  }

  @Test
  void the_escalation_of_the_highest_tier_comes_first_then_by_rule() {
    var standard = escalating(Tier.STANDARD, "a-rule", PANELS.get(0));
    var authority = escalating(Tier.AUTHORITY, "z-rule", PANELS.get(1));
    var alsoStandard = escalating(Tier.STANDARD, "b-rule", PANELS.get(2));

    assertThat(alsoStandard.join(standard).join(authority).escalationSteps())
        .extracting(Escalation.Step::to)
        .containsExactly(PANELS.get(1), PANELS.get(0), PANELS.get(2));
  }

  private static Requirement escalating(Tier tier, String rule, Panel to) {
    var plain = Requirement.of(PANELS.get(0), Duration.ofHours(1));
    return new Requirement(
        plain.panels(),
        false,
        Set.of(),
        tier,
        plain.deadline(),
        OnTimeout.DENY,
        plain.use(),
        Duration.ZERO,
        Set.of(
            new Escalation(
                tier,
                rule,
                new ArrayList<>(List.of(new Escalation.Step(Duration.ofMinutes(5), to))))),
        Set.of(),
        false,
        null);
  }
}
