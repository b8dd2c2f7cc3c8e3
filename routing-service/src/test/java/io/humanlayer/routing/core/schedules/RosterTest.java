package io.humanlayer.routing.core.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.outbound.RecurrenceRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final ZoneId ROME = ZoneId.of("Europe/Rome");
  private static final SentinelId ADA = new SentinelId("ada");
  private static final SentinelId BEN = new SentinelId("ben");
  private static final List<String> ZONES =
      List.of(
          "Europe/Rome",
          "America/New_York",
          "Australia/Lord_Howe",
          "America/St_Johns",
          "Asia/Kolkata",
          "Africa/Casablanca",
          "Pacific/Apia",
          "UTC");

  @Test
  void a_week_of_days_and_nights_is_handed_on_by_the_wall_clock() {
    var days = layer("days", "2026-03-23T08:00", "FREQ=DAILY", "PT12H", 7, ADA, BEN);
    var nights = layer("nights", "2026-03-23T20:00", "FREQ=DAILY", "PT12H", 7, BEN, ADA);
    var shifts = roster(schedule(ROME, days, nights), rome("2026-03-23T08:00"), 14);

    assertThat(onDuty(shifts, rome("2026-03-23T12:00"))).containsExactly(ADA);
    assertThat(onDuty(shifts, rome("2026-03-23T23:00"))).containsExactly(BEN);
    assertThat(onDuty(shifts, rome("2026-03-30T12:00"))).containsExactly(BEN);
    assertThat(onDuty(shifts, rome("2026-03-30T07:59"))).containsExactly(BEN);
    assertThat(onDuty(shifts, rome("2026-03-30T08:00"))).containsExactly(BEN);
  }

  @Test
  void a_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn() {
    var nights = layer("nights", "2026-01-01T20:00", "FREQ=DAILY", "PT12H", 1, ADA);

    assertThat(length(nights, "2026-03-28T20:00")).isEqualTo(Duration.ofHours(11));
    assertThat(length(nights, "2026-10-24T20:00")).isEqualTo(Duration.ofHours(13));
    assertThat(length(nights, "2026-06-01T20:00")).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void whatever_the_zone_and_the_season_daily_shifts_tile_the_time_and_begin_on_the_clock() {
    for (long seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      LocalDateTime start =
          LocalDate.of(2026, 1, 1)
              .plusDays(random.nextInt(600))
              .atTime(random.nextInt(24), 15 * random.nextInt(4));
      int shiftsPerDay = List.of(1, 2, 3, 4).get(random.nextInt(4));
      var layer =
          layer(
              "all",
              start.toString(),
              "FREQ=HOURLY;INTERVAL=" + 24 / shiftsPerDay,
              "PT" + 24 / shiftsPerDay + "H",
              1 + random.nextInt(3),
              ADA,
              BEN);
      Instant from = start.plusDays(random.nextInt(60)).atZone(zone).toInstant();
      var span = new Span(from, from.plus(Duration.ofDays(40)));

      List<Shift> shifts = roster(schedule(zone, layer), span);

      assertThat(Coverage.gaps(shifts, span)).as("gaps, seed %d", seed).isEmpty();
      for (int i = 1; i < shifts.size(); i++) {
        assertThat(shifts.get(i).from())
            .as("hand-off %d, seed %d", i, seed)
            .isEqualTo(shifts.get(i - 1).until());
      }
      for (Shift shift : shifts) {
        LocalTime clock = ZonedDateTime.ofInstant(shift.from(), zone).toLocalTime();
        assertThat(
                Math.floorMod(clock.toSecondOfDay() - start.toLocalTime().toSecondOfDay(), 86_400)
                    % (86_400 / shiftsPerDay))
            .as("wall clock of %s, seed %d", shift, seed)
            .matches(offset -> offset == 0 || inTransition(zone, shift.from()));
      }
    }
  }

  @Test
  void on_a_holiday_nobody_is_on_and_a_swap_is_one_for_the_other() {
    var days = layer("days", "2026-05-01T08:00", "FREQ=DAILY", "PT12H", 1, ADA);
    var holiday =
        new Substitution("h", null, null, null, rome("2026-05-02T00:00"), rome("2026-05-03T00:00"));
    var swap =
        new Substitution("s", "days", ADA, BEN, rome("2026-05-04T10:00"), rome("2026-05-04T11:00"));
    var schedule = new Schedule("x", ROME, List.of(days), List.of(), List.of(holiday, swap));

    var shifts = roster(schedule, rome("2026-05-01T00:00"), 5);

    assertThat(onDuty(shifts, rome("2026-05-02T09:00"))).isEmpty();
    assertThat(onDuty(shifts, rome("2026-05-04T09:59"))).containsExactly(ADA);
    assertThat(onDuty(shifts, rome("2026-05-04T10:30"))).containsExactly(BEN);
    assertThat(onDuty(shifts, rome("2026-05-04T11:00"))).containsExactly(ADA);
  }

  @Test
  void quiet_hours_are_an_absence_also_past_midnight() {
    var always = layer("all", "2026-05-01T00:00", "FREQ=DAILY", "PT24H", 1, ADA);
    var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
    var schedule = new Schedule("x", ROME, List.of(always), List.of(quiet), List.of());
    var span = new Span(rome("2026-05-02T12:00"), rome("2026-05-03T12:00"));

    List<Shift> shifts = roster(schedule, span);

    assertThat(onDuty(shifts, rome("2026-05-02T21:59"))).containsExactly(ADA);
    assertThat(Coverage.gaps(shifts, span))
        .containsExactly(new Span(rome("2026-05-02T22:00"), rome("2026-05-03T07:00")));
  }

  @Test
  void nobody_is_on_twice_in_one_layer() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var layer =
          layer(
              "x",
              "2026-03-20T0" + random.nextInt(10) + ":30",
              "FREQ=DAILY;INTERVAL=" + (1 + random.nextInt(3)),
              "PT" + (1 + random.nextInt(100)) + "H",
              1 + random.nextInt(2),
              ADA,
              BEN);
      Instant begin = rome("2026-03-22T00:00").plusSeconds(random.nextInt(600_000));
      var swap =
          new Substitution(
              "s",
              null,
              random.nextBoolean() ? ADA : null,
              random.nextBoolean() ? BEN : null,
              begin,
              begin.plusSeconds(1 + random.nextInt(300_000)));
      var schedule = new Schedule("x", ROME, List.of(layer), List.of(), List.of(swap));

      List<Shift> shifts = roster(schedule, rome("2026-03-21T00:00"), 20);

      for (int i = 1; i < shifts.size(); i++) {
        assertThat(shifts.get(i).from())
            .as("seed %d", seed)
            .isAfterOrEqualTo(shifts.get(i - 1).until());
      }
    }
  }

  private static boolean inTransition(ZoneId zone, Instant at) {
    var rules = zone.getRules();
    var next = rules.nextTransition(at.minus(Duration.ofHours(25)));
    return next != null && next.getInstant().isBefore(at.plus(Duration.ofHours(25)));
  }

  private static Duration length(Layer layer, String night) {
    Instant from = rome(night);
    return roster(schedule(ROME, layer), new Span(from, from.plusSeconds(1))).stream()
        .filter(shift -> shift.from().equals(from))
        .map(shift -> Duration.between(shift.from(), shift.until()))
        .findFirst()
        .orElseThrow();
  }

  private static List<SentinelId> onDuty(List<Shift> shifts, Instant at) {
    return shifts.stream().filter(shift -> shift.covers(at)).map(Shift::sentinel).toList();
  }

  private static List<Shift> roster(Schedule schedule, Instant from, int days) {
    return roster(schedule, new Span(from, from.plus(Duration.ofDays(days))));
  }

  private static List<Shift> roster(Schedule schedule, Span span) {
    var rules = new RecurrenceRules();
    LocalDateTime end = LocalDateTime.ofInstant(span.until(), schedule.zone());
    return new Roster(
            schedule, layer -> rules.occurrences(layer.rule(), layer.start(), end.plusDays(1)))
        .shifts(span);
  }

  private static Schedule schedule(ZoneId zone, Layer... layers) {
    return new Schedule("x", zone, List.of(layers), List.of(), List.of());
  }

  private static Layer layer(
      String name, String start, String rule, String length, int turns, SentinelId... people) {
    return new Layer(
        name, LocalDateTime.parse(start), rule, Duration.parse(length), List.of(people), turns);
  }

  private static Instant rome(String local) {
    return LocalDateTime.parse(local).atZone(ROME).toInstant();
  }
}
