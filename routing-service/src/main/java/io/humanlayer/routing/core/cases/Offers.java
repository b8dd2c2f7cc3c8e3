package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.sentinels.Authority;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
      for (Invited invited : invited(panel)) {
        number++;
        made.add(
            new OfferMade(
                new Offer(
                    number,
                    invited.id(),
                    panel.name(),
                    at,
                    Patience.offer(
                        invited.candidate().present(), open.seating().round(), at, open.deadline()),
                    Behalf.of(invited.authority()))));
      }
    }
    return made;
  }

  /// Somebody who may be asked, and by what they would sit.
  private record Invited(Candidate candidate, Authority authority) {

    SentinelId id() {
      return candidate.sentinel().id();
    }

    boolean deputy() {
      return authority.under() != null;
    }

    Source source() {
      return candidate.sentinel().source();
    }

    /// Delegate and delegator are one person.
    SentinelId person() {
      var under = authority.under();
      return under == null ? id() : under.principal().id();
    }
  }

  /// One more than there are free seats, or everybody when it is late. Who let an offer lapse is
  /// asked again only when there is nobody else.
  private List<Invited> invited(Panel panel) {
    Set<SentinelId> asked = open.seating().askedIn(panel.name());
    long free =
        panel.quorum().approvals()
            - open.seating().taken(panel.name(), open.requirement().distinct());
    long wanted = free + 1 - asked.size();
    if (free <= 0 || (wanted <= 0 && !open.course().broadcast())) {
      return List.of();
    }
    List<Invited> eligible = eligible(panel);
    List<Invited> fresh =
        eligible.stream().filter(one -> !open.seating().tried(one.id(), panel.name())).toList();
    boolean nobodyElse = fresh.isEmpty() && asked.size() < free;
    List<Invited> rest = nobodyElse ? eligible : fresh;
    return open.course().broadcast()
        ? rest.stream().limit(MAX_PER_PANEL).toList()
        : apart(
            sources(rest, free - asked.size()),
            asked,
            wanted,
            free + 1 - open.seating().offersIn(panel.name()));
  }

  /// The Organisation's own people; others only where these are too few for the seats. Whoever may
  /// decide themself comes before whoever may for somebody else.
  private static List<Invited> sources(List<Invited> people, long needed) {
    List<Invited> internal = of(Source.INTERNAL, people);
    long persons = internal.stream().map(Invited::person).distinct().count();
    return persons >= needed
        ? internal
        : Stream.concat(internal.stream(), of(Source.EXTERNAL, people).stream()).toList();
  }

  private static List<Invited> of(Source source, List<Invited> people) {
    return people.stream()
        .filter(one -> one.source() == source)
        .sorted(Comparator.comparing(Invited::deputy))
        .toList();
  }

  /// Another person before another deputy of the same one, who adds nobody to the quorum.
  private static List<Invited> apart(
      List<Invited> people, Set<SentinelId> asked, long persons, long offers) {
    Set<SentinelId> known = new HashSet<>(asked);
    List<Invited> first = new ArrayList<>();
    List<Invited> again = new ArrayList<>();
    for (Invited one : people) {
      if (known.contains(one.person()) || first.size() >= persons) {
        again.add(one);
      } else {
        known.add(one.person());
        first.add(one);
      }
    }
    again.stream().limit(Math.max(0, offers - first.size())).forEach(first::add);
    return first;
  }

  private List<Invited> eligible(Panel panel) {
    return Stream.concat(Stream.of(panel), open.reserves().stream())
        .flatMap(one -> pools.stream().filter(pool -> pool.panel().equals(one.name())))
        .flatMap(pool -> pool.candidates().stream())
        .filter(distinctSentinels())
        .filter(one -> !open.seating().gone().contains(one.sentinel().id()))
        .filter(one -> !open.seating().panelsOf(one.sentinel().id()).contains(panel.name()))
        .flatMap(
            one ->
                open
                    .admits(one.sentinel(), panel, at, Moment.OFFER)
                    .map(authority -> new Invited(one, authority))
                    .stream())
        .filter(one -> !open.seating().occupied(one.id(), one.person(), panel.name()))
        .toList();
  }

  private static Predicate<Candidate> distinctSentinels() {
    var seen = new HashSet<SentinelId>();
    return candidate -> seen.add(candidate.sentinel().id());
  }
}
