package io.humanlayer.routing.core.schedules;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One person is on duty in one layer, from an instant until before another.
public record Shift(String layer, SentinelId sentinel, Instant from, Instant until) {

  public Shift {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a shift ends after it begins");
    }
  }

  public boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  /// What is left of it outside of a span.
  List<Shift> without(Instant cutFrom, Instant cutUntil) {
    if (!cutFrom.isBefore(until) || !from.isBefore(cutUntil)) {
      return List.of(this);
    }
    List<Shift> left = new ArrayList<>();
    if (from.isBefore(cutFrom)) {
      left.add(new Shift(layer, sentinel, from, cutFrom));
    }
    if (cutUntil.isBefore(until)) {
      left.add(new Shift(layer, sentinel, cutUntil, until));
    }
    return left;
  }

  /// What of it lies in a span that it touches, as somebody else's.
  Shift within(Instant since, Instant to, SentinelId by) {
    return new Shift(
        layer, by, from.isBefore(since) ? since : from, until.isAfter(to) ? to : until);
  }
}
