package io.humanlayer.routing.core.schedules;

import java.time.LocalTime;

/// The hours of each day, by the schedule's wall clock, in which nobody is on duty. They may reach
/// past midnight.
public record QuietHours(LocalTime from, LocalTime until) {

  public QuietHours {
    if (from.equals(until)) {
      throw new IllegalArgumentException("quiet hours end after they begin");
    }
  }
}
