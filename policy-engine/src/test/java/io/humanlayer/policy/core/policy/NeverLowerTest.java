package io.humanlayer.policy.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Laws over random policies; the seed is in the message of a failure.
class NeverLowerTest {

  private static final int POLICIES = 150;

  /// Some of these fail for some requests, on purpose.
  private static final List<String> CONDITIONS =
      List.of(
          "true",
          "false",
          "args.amount > 100",
          "args.amount <= decimal(\"99.99\")",
          "args.currency in [\"EUR\", \"USD\"]",
          "args.note == \"urgent\"",
          "1 / size(args.currency) == 1");

  private static final List<Map<String, Object>> REQUESTS =
      List.of(
          Map.of("amount", "10", "currency", "EUR"),
          Map.of("amount", "100.01", "currency", "JPY", "note", "urgent"),
          Map.of("amount", new BigDecimal("99.99"), "currency", ""),
          Map.of("amount", "lots", "currency", "EUR"));

  private static String rule(Random random, String id, boolean strictOnly) {
    var ruling =
        switch (random.nextInt(strictOnly ? 2 : 3)) {
          case 0 -> "ARBITRIUM";
          case 1 -> "DENY";
          default -> "ALLOW";
        };
    var text = new StringBuilder("- {id: " + id + ", for: [pay], ruling: " + ruling);
    if (random.nextBoolean()) {
      text.append(", when: '").append(pick(random, CONDITIONS)).append('\'');
    }
    if (random.nextInt(3) == 0) {
      text.append(", unless: '").append(pick(random, CONDITIONS)).append('\'');
    }
    return text.append('}').toString();
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Ruling severity(LayerRuling ruling) {
    return Objects.requireNonNull(ruling.ruling());
  }

  @Test
  void adding_a_rule_that_is_not_allow_never_lowers_a_ruling() {
    for (int seed = 0; seed < POLICIES; seed++) {
      var random = new Random(seed);
      var rules = new ArrayList<String>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        rules.add(rule(random, "r" + i, false));
      }
      var before = Engine.of(Engine.policy(String.join("\n", rules)));
      rules.add(random.nextInt(rules.size() + 1), rule(random, "added", true));
      var after = Engine.of(Engine.policy(String.join("\n", rules)));

      for (var request : REQUESTS) {
        assertThat(severity(after.ask("pay", request)))
            .as("seed %d, %s, %s", seed, rules, request)
            .isGreaterThanOrEqualTo(severity(before.ask("pay", request)));
      }
    }
  }

  @Test
  void removing_an_allow_rule_never_lowers_a_ruling() {
    for (int seed = 0; seed < POLICIES; seed++) {
      var random = new Random(seed);
      var rules = new ArrayList<String>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        rules.add(rule(random, "r" + i, false));
      }
      var without = Engine.of(Engine.policy(String.join("\n", rules)));
      rules.add("- {id: removed, for: [pay], ruling: ALLOW}");
      var with = Engine.of(Engine.policy(String.join("\n", rules)));

      for (var request : REQUESTS) {
        assertThat(severity(without.ask("pay", request)))
            .as("seed %d, %s, %s", seed, rules, request)
            .isGreaterThanOrEqualTo(severity(with.ask("pay", request)));
      }
    }
  }
}
