package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.core.cases.Candidate;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.Pool;
import io.humanlayer.routing.core.cases.Tier;
import io.humanlayer.routing.core.matching.QueueMatching;
import io.humanlayer.routing.core.matching.QueueMatching.WaitingSeat;
import io.humanlayer.routing.core.matching.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Gives whoever has become free to the cases that wait for them, all cases of an Organisation at
/// once: whom one case takes is not there for another. One instance at a time does so for an
/// Organisation.
@ApplicationScoped
public class MatchQueues {

  private static final Logger LOG = Logger.getLogger(MatchQueues.class);

  /// What a verdict takes, as far as the order of the queue is concerned.
  private static final Duration WORK = Duration.ofMinutes(2);

  private final Queues queues;
  private final CaseLog log;
  private final Candidates candidates;
  private final FindPeople people;
  private final Clock clock;

  public MatchQueues(
      Queues queues, CaseLog log, Candidates candidates, FindPeople people, Clock clock) {
    this.queues = queues;
    this.log = log;
    this.candidates = candidates;
    this.people = people;
    this.clock = clock;
  }

  /// A case of the queue with the people there are for it.
  private record Queued(CaseRef ref, Case.Routing open, List<Pool> pools) {}

  /// One empty seat of one of them.
  private record EmptySeat(CaseRef ref, String panel) {}

  /// Returns how many seats were offered.
  public int match() {
    int offered = 0;
    for (OrganisationId organisation : queues.organisations(clock.instant())) {
      var count = new int[1];
      try {
        queues.alone(organisation, () -> count[0] = match(organisation));
      } catch (RuntimeException e) {
        LOG.warnf(e, "the queue of %s is matched later", organisation);
      }
      offered += count[0];
    }
    return offered;
  }

  private int match(OrganisationId organisation) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    long version = log.registerVersion(organisation);
    List<Queued> waiting = inOrder(waiting(organisation, at));
    List<WaitingSeat<EmptySeat>> seats =
        waiting.stream().flatMap(queued -> seats(queued).stream()).toList();
    Map<EmptySeat, Set<SentinelId>> chosen = new HashMap<>();
    QueueMatching.of(seats)
        .forEach(
            (seat, sentinel) ->
                chosen.computeIfAbsent(seats.get(seat).name(), _ -> new HashSet<>()).add(sentinel));
    waiting.forEach(queued -> route(queued, chosen, version, at));
    return chosen.values().stream().mapToInt(Set::size).sum();
  }

  private List<Queued> waiting(OrganisationId organisation, Instant at) {
    List<CaseRef> refs = new ArrayList<>();
    List<Case.Open> open = new ArrayList<>();
    for (CaseRef ref : queues.next(organisation, at)) {
      if (log.find(ref.id()) instanceof Case.Routing routing) {
        refs.add(ref);
        open.add(routing);
      }
    }
    List<List<Pool>> pools = candidates.of(open, at);
    List<Queued> waiting = new ArrayList<>();
    for (int i = 0; i < refs.size(); i++) {
      waiting.add(new Queued(refs.get(i), (Case.Routing) open.get(i), pools.get(i)));
    }
    return waiting;
  }

  private static List<Queued> inOrder(List<Queued> waiting) {
    Map<UUID, Queued> byName = new HashMap<>();
    List<Waiting<UUID>> queue = new ArrayList<>();
    for (Queued one : waiting) {
      UUID name = one.ref().id().value();
      byName.put(name, one);
      queue.add(
          new Waiting<>(
              name,
              one.open().deadline(),
              WORK,
              one.open().matter().requirement().tier().compareTo(Tier.STANDARD)));
    }
    return Waiting.inOrder(queue).stream().map(it -> byName.get(it.name())).toList();
  }

  private static List<WaitingSeat<EmptySeat>> seats(Queued queued) {
    return queued.open().emptySeats().stream()
        .map(
            panel -> {
              Map<SentinelId, Double> scores = new HashMap<>();
              FindPeople.pools(queued.open(), queued.pools(), panel)
                  .flatMap(pool -> pool.candidates().stream())
                  .forEach(one -> scores.putIfAbsent(one.sentinel().id(), one.score()));
              return new WaitingSeat<>(new EmptySeat(queued.ref(), panel), scores);
            })
        .toList();
  }

  private void route(
      Queued queued, Map<EmptySeat, Set<SentinelId>> chosen, long version, Instant at) {
    Set<SentinelId> theirs = new HashSet<>();
    for (String panel : queued.open().emptySeats()) {
      theirs.addAll(chosen.getOrDefault(new EmptySeat(queued.ref(), panel), Set.of()));
    }
    boolean merelyFull =
        queued.open().emptySeats().stream()
            .allMatch(
                panel ->
                    FindPeople.pools(queued.open(), queued.pools(), panel)
                        .anyMatch(pool -> pool.busy() + pool.candidates().size() > 0));
    if (theirs.isEmpty() && merelyFull) {
      return;
    }
    List<Pool> few = queued.pools().stream().map(pool -> pool.only(those(pool, theirs))).toList();
    people.follow(queued.ref(), log.route(queued.ref(), version, new CaseCommand.Route(few, at)));
  }

  private static List<Candidate> those(Pool pool, Set<SentinelId> theirs) {
    return pool.candidates().stream().filter(one -> theirs.contains(one.sentinel().id())).toList();
  }
}
