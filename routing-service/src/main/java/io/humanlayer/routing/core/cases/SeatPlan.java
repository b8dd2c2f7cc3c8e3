package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Seats people so that as many seats as possible are taken, which with `distinct` is a matching:
/// the first free panel is not always the right one for a person whom two panels would have.
///
/// @param filled one for each taken seat, in the order in which they were placed
/// @param empty the panels that still have a free seat, once for each
record SeatPlan<T extends Placed>(List<T> filled, List<String> empty) {

  static <T extends Placed> SeatPlan<T> of(Requirement requirement, List<T> placed) {
    return new Matching<>(requirement.distinct(), placed).plan(requirement.panels());
  }

  boolean complete() {
    return empty.isEmpty();
  }

  Set<String> unfilled() {
    return new LinkedHashSet<>(empty);
  }

  /// Kuhn's augmenting paths; a case has a handful of seats.
  private static final class Matching<T extends Placed> {

    private final boolean distinct;
    private final List<T> placed;
    private final Persons persons;
    private final List<String> seats = new ArrayList<>();
    private final Map<Object, Integer> seatOf = new HashMap<>();
    private final Map<Integer, T> holder = new HashMap<>();

    Matching(boolean distinct, List<T> placed) {
      this.distinct = distinct;
      this.placed = placed;
      this.persons = Persons.of(placed);
    }

    SeatPlan<T> plan(List<Panel> panels) {
      for (Panel panel : panels) {
        for (int seat = 0; seat < panel.quorum().approvals(); seat++) {
          seats.add(panel.name());
        }
      }
      List<String> empty = new ArrayList<>();
      for (int seat = 0; seat < seats.size(); seat++) {
        if (!seat(seat, new HashSet<>())) {
          empty.add(seats.get(seat));
        }
      }
      List<T> filled = placed.stream().filter(holder.values()::contains).toList();
      return new SeatPlan<>(filled, empty);
    }

    private boolean seat(int seat, Set<Object> tried) {
      for (T one : placed) {
        if (!one.panel().equals(seats.get(seat)) || !tried.add(person(one))) {
          continue;
        }
        Integer held = seatOf.get(person(one));
        if (held == null || seat(held, tried)) {
          seatOf.put(person(one), seat);
          holder.put(seat, one);
          return true;
        }
      }
      return false;
    }

    /// Without `distinct` the same human in another panel counts as somebody else.
    private Object person(T one) {
      SentinelId person = persons.of(one.sentinel());
      return distinct ? person : List.of(person, one.panel());
    }
  }
}
