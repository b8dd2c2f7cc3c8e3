package io.humanlayer.policy.core.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.core.history.HistoryEntry.GrantTerms;
import io.humanlayer.policy.core.requirement.GrantCeiling;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantMakingTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final GrantCeiling CEILING =
      new GrantCeiling(Duration.ofHours(1), 5, Set.of("true"));

  @Test
  void what_is_proposed_within_the_ceiling_is_made_as_it_is() {
    assertThat(GrantMaking.of(new GrantTerms(3, NOON.plusSeconds(600)), CEILING, NOON))
        .contains(new GrantMaking(3, NOON.plusSeconds(600)));
  }

  @Test
  void what_leaves_no_use_or_no_time_is_not_made() {
    assertThat(GrantMaking.of(new GrantTerms(0, NOON.plusSeconds(600)), CEILING, NOON)).isEmpty();
    assertThat(GrantMaking.of(new GrantTerms(-1, NOON.plusSeconds(600)), CEILING, NOON)).isEmpty();
    assertThat(GrantMaking.of(new GrantTerms(3, NOON), CEILING, NOON)).isEmpty();
  }

  @Test
  void nothing_reaches_beyond_the_ceiling_or_beyond_what_was_proposed() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      var terms =
          new GrantTerms(random.nextInt(-3, 20), NOON.plusSeconds(random.nextInt(-99, 9_999)));
      GrantMaking.of(terms, CEILING, NOON)
          .ifPresent(
              made -> {
                assertThat(made.uses()).isBetween(1, Math.min(5, terms.uses()));
                assertThat(made.until())
                    .isAfter(NOON)
                    .isBeforeOrEqualTo(NOON.plusSeconds(3_600))
                    .isBeforeOrEqualTo(terms.until());
              });
    }
  }
}
