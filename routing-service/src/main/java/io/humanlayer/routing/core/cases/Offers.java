package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whom to offer the seats of a case.
final class Offers {

  /// A panel is not a mailing list.
  static final int MAX_PER_PANEL = 100;

  private final Case.Open open;
  private final List<Pool> pools;
  private final Instant at;
  private int number;

  Offers(Case.Open open, List<Pool> pools, Instant at) {
    this.open = open;
    this.pools = pools;
    this.at = at;
    this.number = open.seating().made();
  }

  /// The offers that are still to be made, panel by panel.
  List<OfferMade> missing() {
    List<OfferMade> made = new ArrayList<>();
    for (Panel panel : open.requirement().panels()) {
      for (Candidate candidate : invited(panel)) {
        number++;
        made.add(
            new OfferMade(
                new Offer(
                    number,
                    candidate.sentinel().id(),
                    panel.name(),
                    at,
                    Patience.offer(
                        candidate.present(), open.seating().round(), at, open.deadline()))));
      }
    }
    return made;
  }

  /// One more than there are free seats, or everybody when it is late. Who let an offer lapse is
  /// asked again only when there is nobody else.
  private List<Candidate> invited(Panel panel) {
    long free =
        panel.quorum().approvals()
            - open.seating().taken(panel.name(), open.requirement().distinct());
    long wanted = free + 1 - open.seating().offersIn(panel.name());
    if (free <= 0 || (wanted <= 0 && !open.course().broadcast())) {
      return List.of();
    }
    List<Candidate> eligible = eligible(panel);
    List<Candidate> fresh =
        eligible.stream()
            .filter(one -> !open.seating().tried(one.sentinel().id(), panel.name()))
            .toList();
    boolean nobodyElse = fresh.isEmpty() && open.seating().offersIn(panel.name()) < free;
    List<Candidate> rest = nobodyElse ? eligible : fresh;
    return open.course().broadcast()
        ? rest.stream().limit(MAX_PER_PANEL).toList()
        : sources(rest, free - open.seating().offersIn(panel.name())).limit(wanted).toList();
  }

  /// The Organisation's own people; others only where these are too few for the seats.
  private static Stream<Candidate> sources(List<Candidate> people, long needed) {
    List<Candidate> internal = of(Source.INTERNAL, people);
    return internal.size() >= needed
        ? internal.stream()
        : Stream.concat(internal.stream(), of(Source.EXTERNAL, people).stream());
  }

  private static List<Candidate> of(Source source, List<Candidate> people) {
    return people.stream().filter(one -> one.sentinel().source() == source).toList();
  }

  private List<Candidate> eligible(Panel panel) {
    return Stream.concat(Stream.of(panel), open.reserves().stream())
        .flatMap(one -> pools.stream().filter(pool -> pool.panel().equals(one.name())))
        .flatMap(pool -> pool.candidates().stream())
        .filter(distinctSentinels())
        .filter(one -> !open.seating().gone().contains(one.sentinel().id()))
        .filter(one -> !open.seating().panelsOf(one.sentinel().id()).contains(panel.name()))
        .filter(one -> open.admits(one.sentinel(), panel, at, Moment.OFFER).isPresent())
        .toList();
  }

  private static java.util.function.Predicate<Candidate> distinctSentinels() {
    var seen = new java.util.HashSet<io.humanlayer.kernel.SentinelId>();
    return candidate -> seen.add(candidate.sentinel().id());
  }
}
