package io.humanlayer.routing.core.schedules;

import java.time.Instant;

/// From an instant until before another.
public record Span(Instant from, Instant until) {

  public Span {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a span ends after it begins");
    }
  }
}
