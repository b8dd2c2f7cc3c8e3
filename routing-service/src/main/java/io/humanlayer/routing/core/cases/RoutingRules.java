package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseEvent.Escalated;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Searched;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How people are found.
record RoutingRules(Case.Open open) {

  /// Makes the offers that are due, then says which panels are short, each once. Where nobody will
  /// come, the next step of the chain is taken at once; where everybody is merely full, the case
  /// waits its turn.
  Outcome<CaseEvent> route(Route route) {
    if (open instanceof Case.Cooling) {
      return refused(CaseRefusal.QUORUM_REACHED);
    }
    if (open.overdue(route.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    List<CaseEvent> events = new ArrayList<>();
    Seating seating = open.seating();
    for (OfferMade made : new Offers(open, route.pools(), route.at()).missing()) {
      events.add(made);
      seating = seating.with(made.offer());
    }
    boolean hopeless = false;
    boolean waits = false;
    for (String panel : SeatPlan.of(open.requirement(), seating.placed()).unfilled()) {
      if (pools(route, panel).anyMatch(pool -> pool.busy() > 0)) {
        waits = true;
      } else if (!known().contains(panel)) {
        @Nullable Instant retryAt = nextShift(route, panel);
        if (awaited(retryAt)) {
          waits = true;
        } else {
          events.add(new Unroutable(panel, route.at(), retryAt));
          hopeless |= retryAt == null;
        }
      }
    }
    List<Escalation> chain = open.matter().requirement().escalate();
    int step = open.course().escalated();
    if (hopeless && step < chain.size()) {
      events.add(new Escalated(step + 1, chain.get(step).to().name(), route.at()));
    }
    if (events.isEmpty() && open instanceof Case.Routing && !waits) {
      events.add(new Searched(route.at()));
    }
    return accepted(events);
  }

  /// Whether the case waits for that shift already.
  private boolean awaited(@Nullable Instant retryAt) {
    return retryAt != null
        && open instanceof Case.Routing routing
        && routing.next().equals(retryAt);
  }

  private Set<String> known() {
    return open instanceof Case.Unroutable unroutable ? unroutable.panels() : Set.of();
  }

  private @Nullable Instant nextShift(Route route, String panel) {
    return pools(route, panel)
        .map(Pool::nextShift)
        .filter(Objects::nonNull)
        .filter(next -> next.isAfter(route.at()) && next.isBefore(open.deadline()))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// Since the case was escalated others may take any seat too.
  private Stream<Pool> pools(Route route, String panel) {
    return route.pools().stream()
        .filter(
            pool ->
                pool.panel().equals(panel)
                    || open.reserves().stream()
                        .anyMatch(reserve -> reserve.name().equals(pool.panel())));
  }
}
