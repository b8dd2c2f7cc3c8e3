package io.humanlayer.routing.outbound;

import io.humanlayer.routing.core.cases.Candidate;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Pool;
import io.humanlayer.routing.core.matching.Availability;
import io.humanlayer.routing.core.matching.Ranking;
import io.humanlayer.routing.core.matching.Workload;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.outbound.SqlCandidates.Circle;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Sorts the people of one panel for one case: who can be asked, in what order; who is full; when
/// the first of the others comes.
record PanelPool(Case.Open open, Panel panel, Circle circle, Instant at) {

  Pool pool() {
    var there = new Group();
    var silent = new Group();
    Duration left = Duration.between(at, open.deadline());
    Optional<Instant> next = Optional.empty();
    for (Sentinel sentinel : circle.people()) {
      if (!concerned(sentinel) || !admitted(sentinel, at)) {
        continue;
      }
      Availability availability = availability(sentinel);
      Workload load = Objects.requireNonNull(circle.workloads().get(sentinel.id()));
      if (!availability.now(at)) {
        next = earlier(next, availability.next(at).filter(then -> admitted(sentinel, then)));
      } else {
        boolean isSilent = sentinel.standing().presence().silent();
        boolean atTheDesk = !isSilent && availability.onDuty(at);
        (isSilent ? silent : there)
            .add(load, new Candidate(sentinel, atTheDesk, Ranking.score(load, left)));
      }
    }
    Group asked = there.isEmpty() ? silent : there;
    return new Pool(panel.name(), asked.ranked(left), next.orElse(null), asked.busy);
  }

  /// People of whom some can be asked and some are asked about enough already.
  private static final class Group {
    private final Map<Workload, Candidate> free = new HashMap<>();
    private int busy;

    void add(Workload load, Candidate candidate) {
      if (load.open() >= load.capacity()) {
        busy++;
      } else {
        free.put(load, candidate);
      }
    }

    boolean isEmpty() {
      return free.isEmpty() && busy == 0;
    }

    List<Candidate> ranked(Duration left) {
      return Ranking.order(List.copyOf(free.keySet()), left).stream()
          .map(free::get)
          .map(Objects::requireNonNull)
          .toList();
    }
  }

  /// Whether they are of this panel, and have no place on it or leave from it yet.
  private boolean concerned(Sentinel sentinel) {
    String name = panel.profile().qualification();
    return !open.seating().gone().contains(sentinel.id())
        && !open.seating().panelsOf(sentinel.id()).contains(panel.name())
        && (sentinel.qualifications().stream().anyMatch(it -> it.name().equals(name))
            || sentinel.standing().mandates().stream()
                .anyMatch(it -> it.delegation().qualification().equals(name)));
  }

  private boolean admitted(Sentinel sentinel, Instant then) {
    return open.admits(sentinel, panel, then, Moment.CLAIM).isPresent();
  }

  private Availability availability(Sentinel sentinel) {
    Presence presence = sentinel.standing().presence();
    return new Availability(
        presence.silent() ? new Presence.Available() : presence,
        circle.scheduled().contains(panel.name()),
        circle.shifts().getOrDefault(new ShiftRows.Post(panel.name(), sentinel.id()), List.of()));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
  }
}
