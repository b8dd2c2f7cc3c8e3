package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Sentinel;
import java.util.HashSet;
import java.util.Set;

/// Where a case stands.
public sealed interface Case {

  /// Nothing has been asked.
  record None() implements Case {}

  /// People are, or should be, deciding.
  sealed interface Open extends Case {

    Matter matter();

    Seating seating();

    default boolean seats(Sentinel sentinel) {
      return matter().concerns(sentinel) && seating().offered(sentinel.id());
    }

    /// The same state, with other people in the seats.
    Open with(Seating seating);
  }

  /// Opened; not everybody who is needed has an offer yet.
  record Routing(Matter matter, Seating seating) implements Open {
    @Override
    public Routing with(Seating other) {
      return new Routing(matter, other);
    }
  }

  /// Enough Sentinels hold an offer to settle the case.
  record Offered(Matter matter, Seating seating) implements Open {
    @Override
    public Offered with(Seating other) {
      return new Offered(matter, other);
    }
  }

  /// There are not enough Sentinels; who has an offer may decide all the same.
  ///
  /// @param panels that were found short
  record Unroutable(Matter matter, Seating seating, Set<String> panels) implements Open {
    public Unroutable {
      panels = Set.copyOf(panels);
    }

    @Override
    public Unroutable with(Seating other) {
      return new Unroutable(matter, other, panels);
    }

    Unroutable and(String panel) {
      Set<String> more = new HashSet<>(panels);
      more.add(panel);
      return new Unroutable(matter, seating, more);
    }
  }

  /// Settled, for good.
  record Decided(Matter matter, Seating seating, DecisionOutcome outcome) implements Case {
    public boolean seats(Sentinel sentinel) {
      return matter.concerns(sentinel) && seating.offered(sentinel.id());
    }
  }
}
