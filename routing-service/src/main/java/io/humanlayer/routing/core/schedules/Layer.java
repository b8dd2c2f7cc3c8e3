package io.humanlayer.routing.core.schedules;

import io.humanlayer.kernel.SentinelId;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/// One rotation of a schedule: its people take turns at the times of a recurrence rule.
///
/// @param start the first shift, by the wall clock of the schedule's time zone
/// @param rule when shifts begin: an RFC 5545 recurrence rule, counted from `start`
/// @param length of a shift by the wall clock, so that the hand-off does not move with the season
/// @param turns how many shifts in a row are one person's before they hand over
public record Layer(
    String name,
    LocalDateTime start,
    String rule,
    Duration length,
    List<SentinelId> people,
    int turns) {

  public static final int MAX_PEOPLE = 200;
  public static final Duration LONGEST = Duration.ofDays(31);

  public Layer {
    people = List.copyOf(people);
    if (people.isEmpty() || people.size() > MAX_PEOPLE) {
      throw new IllegalArgumentException("a layer has 1 to " + MAX_PEOPLE + " people");
    }
    if (turns < 1) {
      throw new IllegalArgumentException("a turn is at least one shift");
    }
    if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a shift lasts a minute to a month");
    }
  }

  /// Who has the shift with this number, from zero.
  SentinelId turnOf(int shift) {
    return people.get((shift / turns) % people.size());
  }
}
