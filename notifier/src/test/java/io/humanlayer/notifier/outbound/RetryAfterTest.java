package io.humanlayer.notifier.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void seconds_are_understood() {
    assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void a_date_is_understood() {
    assertThat(RetryAfter.parse("Sat, 21 Nov 2026 12:01:00 GMT", NOW))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_date_that_is_past_asks_for_nothing() {
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 12:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
  }

  @Test
  void nonsense_asks_for_nothing() {
    assertThat(RetryAfter.parse("soon", NOW)).isNull();
    assertThat(RetryAfter.parse("-5", NOW)).isNull();
    assertThat(RetryAfter.parse(null, NOW)).isNull();
  }
}
