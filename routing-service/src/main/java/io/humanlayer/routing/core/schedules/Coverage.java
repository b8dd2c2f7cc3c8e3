package io.humanlayer.routing.core.schedules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whether somebody is always there.
public final class Coverage {

  private Coverage() {}

  /// The parts of `span` in which no shift is on, in their order.
  public static List<Span> gaps(List<Shift> shifts, Span span) {
    List<Span> gaps = new ArrayList<>();
    Instant covered = span.from();
    for (Shift shift : shifts.stream().sorted(Comparator.comparing(Shift::from)).toList()) {
      Instant from = shift.from().isBefore(span.until()) ? shift.from() : span.until();
      if (from.isAfter(covered)) {
        gaps.add(new Span(covered, from));
      }
      covered = shift.until().isAfter(covered) ? shift.until() : covered;
    }
    if (covered.isBefore(span.until())) {
      gaps.add(new Span(covered, span.until()));
    }
    return gaps;
  }
}
