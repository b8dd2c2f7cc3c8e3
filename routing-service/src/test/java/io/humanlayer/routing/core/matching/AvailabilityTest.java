package io.humanlayer.routing.core.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Presence.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  private static final Presence THERE = new Presence.Available();

  @Test
  void without_a_schedule_whoever_is_present_can_be_asked_but_is_not_known_to_be_at_the_desk() {
    var free = new Availability(THERE, false, List.of());

    assertThat(free.now(NOON)).isTrue();
    assertThat(free.onDuty(NOON)).isFalse();
    assertThat(free.next(NOON)).isEmpty();
  }

  @Test
  void with_a_schedule_only_whoever_is_on_duty_can_be_asked() {
    var later = new Availability(THERE, true, List.of(shift(2, 8), shift(26, 32)));
    var now = new Availability(THERE, true, List.of(shift(-1, 1)));

    assertThat(later.now(NOON)).isFalse();
    assertThat(later.next(NOON)).contains(hours(2));
    assertThat(now.now(NOON)).isTrue();
    assertThat(now.onDuty(NOON)).isTrue();
    assertThat(now.now(hours(1))).as("a shift ends before its last instant").isFalse();
  }

  @Test
  void whoever_is_away_comes_when_they_are_back_and_on_duty() {
    var leave = new Presence.Away(Cause.SAID_SO, hours(3));

    assertThat(new Availability(leave, true, List.of(shift(2, 8))).next(NOON)).contains(hours(3));
    assertThat(new Availability(leave, true, List.of(shift(0, 2), shift(5, 8))).next(NOON))
        .contains(hours(5));
    assertThat(new Availability(leave, false, List.of()).next(NOON)).contains(hours(3));
    assertThat(new Availability(leave, false, List.of()).now(hours(3))).isTrue();
  }

  @Test
  void nobody_waits_for_whoever_has_not_said_when_they_come_back() {
    var gone = new Presence.Away(Cause.LET_OFFERS_LAPSE, null);

    assertThat(new Availability(gone, true, List.of(shift(2, 8))).next(NOON)).isEmpty();
  }

  private static Shift shift(int from, int until) {
    return new Shift("day", new SentinelId("ada"), hours(from), hours(until));
  }

  private static Instant hours(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }
}
