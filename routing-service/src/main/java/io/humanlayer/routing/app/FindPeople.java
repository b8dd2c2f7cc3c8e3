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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Queues queues;
  private final Clock clock;

  public FindPeople(CaseLog log, Candidates candidates, Queues queues, Clock clock) {
    this.log = log;
    this.candidates = candidates;
    this.queues = queues;
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
    List<Pool> pools = candidates.of(open, at);
    if (open instanceof Case.Routing routing && crowded(ref, routing, pools)) {
      queues.join(ref, at);
      return Outcome.accepted(List.of());
    }
    Outcome<CaseEvent> outcome = log.route(ref, version, new CaseCommand.Route(pools, at));
    if (pools.stream().anyMatch(pool -> pool.busy() > 0)) {
      queues.join(ref, at);
    }
    return outcome;
  }

  /// Whether more seats wait for somebody than there are people free: then whoever came first would
  /// take what suits another better, and all that wait are matched together.
  private boolean crowded(CaseRef ref, Case.Routing open, List<Pool> pools) {
    Map<String, Integer> ahead = queues.seats(ref);
    Map<String, Long> own =
        open.emptySeats().stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    return own.entrySet().stream()
        .anyMatch(
            seats -> {
              String panel = seats.getKey();
              int others = ahead.getOrDefault(panel, 0);
              long free =
                  pools(open, pools, panel)
                      .flatMap(pool -> pool.candidates().stream())
                      .map(one -> one.sentinel().id())
                      .distinct()
                      .count();
              long busy = pools(open, pools, panel).mapToInt(Pool::busy).sum();
              return free + busy > 0 && others + busy > 0 && others + seats.getValue() > free;
            });
  }

  /// The people who may take a seat of `panel`: its own, and those to whom the case was escalated.
  static Stream<Pool> pools(Case.Open open, List<Pool> pools, String panel) {
    return pools.stream()
        .filter(
            pool ->
                pool.panel().equals(panel)
                    || open.reserves().stream().anyMatch(it -> it.name().equals(pool.panel())));
  }

  /// Goes on where a step of the chain was taken.
  void follow(CaseRef ref, Outcome<CaseEvent> outcome) {
    if (escalates(outcome)) {
      route(ref);
    }
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
