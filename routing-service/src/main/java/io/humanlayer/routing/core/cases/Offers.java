package io.humanlayer.routing.core.cases;

import static java.util.Comparator.comparing;

import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Whom to offer the seats of a case.
final class Offers {

  /// A panel is not a mailing list.
  static final int MAX_PER_PANEL = 100;

  private final Case.Open open;
  private final List<Sentinel> candidates;
  private final Instant at;

  Offers(Case.Open open, List<Sentinel> candidates, Instant at) {
    this.open = open;
    this.candidates = candidates;
    this.at = at;
  }

  /// The offers that are still to be made, panel by panel.
  List<OfferMade> missing() {
    return open.matter().requirement().panels().stream().flatMap(this::missing).toList();
  }

  private Stream<OfferMade> missing(Panel panel) {
    return invited(panel)
        .limit(MAX_PER_PANEL)
        .filter(sentinel -> !open.seating().offered(sentinel.id(), panel.name()))
        .map(sentinel -> new OfferMade(new Offer(sentinel.id(), panel.name(), at)));
  }

  /// The Organisation's own people; others only where these are too few for the quorum.
  private Stream<Sentinel> invited(Panel panel) {
    List<Sentinel> internal = eligible(panel, Source.INTERNAL);
    return internal.size() >= panel.quorum().approvals()
        ? internal.stream()
        : Stream.concat(internal.stream(), eligible(panel, Source.EXTERNAL).stream());
  }

  private List<Sentinel> eligible(Panel panel, Source source) {
    return candidates.stream()
        .filter(sentinel -> sentinel.source() == source)
        .filter(sentinel -> open.matter().admits(sentinel, panel, at).isPresent())
        .sorted(comparing(sentinel -> sentinel.id().value()))
        .toList();
  }
}
