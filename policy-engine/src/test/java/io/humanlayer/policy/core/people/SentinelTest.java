package io.humanlayer.policy.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.people.Sentinel.Held;
import io.humanlayer.policy.core.requirement.Delegation;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.core.requirement.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentinelTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Panel PANEL =
      new Panel(
          "payments",
          "finance.payments",
          2,
          Set.of(Source.INTERNAL),
          Set.of("it", "en"),
          Set.of("EU"),
          null,
          Set.of());

  private static Sentinel sentinel(Source source, boolean employed, Set<String> languages, Held h) {
    return new Sentinel(
        new OrganisationId("acme"), "ada", source, employed, languages, Set.of("EU"), List.of(h));
  }

  private static Held held(int level, Instant until) {
    return new Held("finance.payments", level, NOON.minusSeconds(60), until);
  }

  @Test
  void who_holds_the_qualification_at_its_level_could_sit_while_it_holds() {
    assertThat(
            sentinel(Source.INTERNAL, true, Set.of("it"), held(2, NOON.plusSeconds(1)))
                .couldSit(PANEL, NOON))
        .isTrue();
    assertThat(sentinel(Source.INTERNAL, true, Set.of("it"), held(2, NOON)).couldSit(PANEL, NOON))
        .as("it ends at noon")
        .isFalse();
    assertThat(
            sentinel(Source.INTERNAL, true, Set.of("it"), held(2, NOON.plusSeconds(1)))
                .couldSit(PANEL, NOON.minusSeconds(61)))
        .as("it has not begun")
        .isFalse();
    assertThat(
            sentinel(Source.INTERNAL, true, Set.of("it"), held(1, NOON.plusSeconds(1)))
                .couldSit(PANEL, NOON))
        .as("its level is too low")
        .isFalse();
  }

  @Test
  void a_deputy_decides_where_the_panel_lets_deputies_and_never_sits_in_their_own_right() {
    var deputy =
        new Panel(
            "payments",
            "finance.cfo",
            null,
            Set.of(Source.INTERNAL),
            Set.of("it"),
            Set.of("EU"),
            new Delegation("finance.payments", BigDecimal.TEN),
            Set.of());
    var nobody =
        new Panel(
            "payments",
            "finance.cfo",
            null,
            Set.of(Source.INTERNAL),
            Set.of("it"),
            Set.of("EU"),
            null,
            Set.of());
    var fabio = sentinel(Source.INTERNAL, true, Set.of("it"), held(1, NOON.plusSeconds(1)));

    assertThat(fabio.couldDecide(deputy, NOON)).isTrue();
    assertThat(fabio.couldSit(deputy, NOON)).isFalse();
    assertThat(fabio.couldDecide(nobody, NOON)).isFalse();
    assertThat(fabio.couldDecide(deputy, NOON.plusSeconds(1))).as("it has ended").isFalse();
  }

  @Test
  void nobody_could_sit_who_is_suspended_from_outside_or_speaks_another_language() {
    var holds = held(3, NOON.plusSeconds(1));

    assertThat(sentinel(Source.INTERNAL, false, Set.of("it"), holds).couldSit(PANEL, NOON))
        .isFalse();
    assertThat(sentinel(Source.EXTERNAL, true, Set.of("it"), holds).couldSit(PANEL, NOON))
        .isFalse();
    assertThat(sentinel(Source.INTERNAL, true, Set.of("fr"), holds).couldSit(PANEL, NOON))
        .isFalse();
  }
}
