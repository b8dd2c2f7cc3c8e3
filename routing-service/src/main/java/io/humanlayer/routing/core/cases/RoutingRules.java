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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How people are found.
record RoutingRules(Case.Open open) {

  /// Makes the offers that are due, then says which panels are short, each once. Where nobody will
  /// come, the next step of the chain is taken at once.
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
    for (String panel : SeatPlan.of(open.requirement(), seating.placed()).unfilled()) {
      @Nullable Instant retryAt = nextShift(route, panel);
      if (!known().contains(panel)) {
        events.add(new Unroutable(panel, route.at(), retryAt));
        hopeless |= retryAt == null;
      }
    }
    List<Escalation> chain = open.matter().requirement().escalate();
    int step = open.course().escalated();
    if (hopeless && step < chain.size()) {
      events.add(new Escalated(step + 1, chain.get(step).to().name(), route.at()));
    }
    if (events.isEmpty() && open instanceof Case.Routing) {
      events.add(new Searched(route.at()));
    }
    return accepted(events);
  }

  private Set<String> known() {
    return open instanceof Case.Unroutable unroutable ? unroutable.panels() : Set.of();
  }

  private @Nullable Instant nextShift(Route route, String panel) {
    return route.pools().stream()
        .filter(pool -> pool.panel().equals(panel))
        .map(Pool::nextShift)
        .filter(next -> next != null && next.isAfter(route.at()) && next.isBefore(open.deadline()))
        .findFirst()
        .orElse(null);
  }
}
