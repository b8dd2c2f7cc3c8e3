package io.humanlayer.routing.core.matching;

import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.sentinels.Presence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When somebody can be asked on a panel.
///
/// @param scheduled whether the panel has a schedule; without one whoever is present can be asked
/// @param shifts theirs, from now on
public record Availability(Presence presence, boolean scheduled, List<Shift> shifts) {

  public Availability {
    shifts = List.copyOf(shifts);
  }

  public boolean now(Instant at) {
    return presence.availableAt(at) && (!scheduled || onDuty(at));
  }

  /// Whether they are at their desk, as far as that can be known.
  public boolean onDuty(Instant at) {
    return shifts.stream().anyMatch(shift -> shift.covers(at));
  }

  /// The first instant after `at` from which they can be asked; empty if none is known.
  public Optional<Instant> next(Instant at) {
    Optional<Instant> back =
        switch (presence) {
          case Presence.Available _ -> Optional.of(at);
          case Presence.Away(_, var until) ->
              Optional.ofNullable(until).map(it -> it.isAfter(at) ? it : at);
        };
    return back.flatMap(from -> scheduled ? shift(from) : Optional.of(from))
        .filter(instant -> instant.isAfter(at));
  }

  private Optional<Instant> shift(Instant from) {
    return shifts.stream()
        .filter(shift -> shift.until().isAfter(from))
        .map(shift -> shift.from().isAfter(from) ? shift.from() : from)
        .min(Comparator.naturalOrder());
  }
}
