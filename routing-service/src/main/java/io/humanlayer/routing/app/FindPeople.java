package io.humanlayer.routing.app;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/// Looks for the people that cases need. Doing it twice, or on two instances at once, makes no
/// second offer.
@ApplicationScoped
public class FindPeople {

  private static final Logger LOG = Logger.getLogger(FindPeople.class);

  /// One try, and one more for each step of the longest chain.
  private static final int MAX_ROUNDS = 11;

  private static final Duration LATER = Duration.ofSeconds(5);

  private final CaseLog log;
  private final Candidates candidates;
  private final Clock clock;

  public FindPeople(CaseLog log, Candidates candidates, Clock clock) {
    this.log = log;
    this.candidates = candidates;
    this.clock = clock;
  }

  /// Routes one case, step of the chain by step, until somebody is asked or nobody is left.
  public void route(CaseRef ref) {
    boolean further = true;
    for (int round = 0; further && round < MAX_ROUNDS; round++) {
      further = log.find(ref.id()) instanceof Case.Open open && escalates(routed(ref, open));
    }
  }

  private Outcome<CaseEvent> routed(CaseRef ref, Case.Open open) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // The version first: whoever is registered in between is found the next time.
    long version = log.registerVersion(ref.organisation());
    List<Pool> pools =
        open.circle().stream()
            .map(panel -> candidates.forPanel(open.matter().request(), panel, at, open.deadline()))
            .toList();
    return log.route(ref, version, new CaseCommand.Route(pools, at));
  }

  private static boolean escalates(Outcome<CaseEvent> outcome) {
    return outcome instanceof Outcome.Accepted<CaseEvent>(var events)
        && events.stream().anyMatch(CaseEvent.Escalated.class::isInstance);
  }

  /// Routes a case if somebody is still to be found for it.
  public void routeIfWanted(CaseRef ref) {
    if (log.find(ref.id()) instanceof Case.Routing) {
      route(ref);
    }
  }

  /// Routes whatever waits; one case that cannot be routed does not keep the others waiting.
  public int routeWaiting() {
    List<CaseRef> waiting = log.waiting(clock.instant());
    for (CaseRef ref : waiting) {
      try {
        route(ref);
      } catch (RuntimeException e) {
        LOG.warnf(e, "case %s is routed later", ref.id());
        log.postpone(ref, clock.instant().plus(LATER));
      }
    }
    return waiting.size();
  }
}
