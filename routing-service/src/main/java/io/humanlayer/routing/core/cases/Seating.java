package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who was offered a seat, what they were last shown, and what they answered.
public record Seating(
    List<Offer> offers, Map<SentinelId, String> viewed, List<VerdictGiven> verdicts) {

  static final Seating EMPTY = new Seating(List.of(), Map.of(), List.of());

  public Seating {
    offers = List.copyOf(offers);
    viewed = Map.copyOf(viewed);
    verdicts = List.copyOf(verdicts);
  }

  Seating with(Offer offer) {
    return new Seating(plus(offers, offer), viewed, verdicts);
  }

  Seating withView(SentinelId sentinel, String viewDigest) {
    Map<SentinelId, String> more = new HashMap<>(viewed);
    more.put(sentinel, viewDigest);
    return new Seating(offers, more, verdicts);
  }

  Seating with(VerdictGiven verdict) {
    return new Seating(offers, viewed, plus(verdicts, verdict));
  }

  boolean offered(SentinelId sentinel) {
    return offers.stream().anyMatch(offer -> offer.sentinel().equals(sentinel));
  }

  boolean offered(SentinelId sentinel, String panel) {
    return offers.stream()
        .anyMatch(offer -> offer.sentinel().equals(sentinel) && offer.panel().equals(panel));
  }

  /// The panels in which `sentinel` holds an offer.
  public Set<String> panelsOf(SentinelId sentinel) {
    return offers.stream()
        .filter(offer -> offer.sentinel().equals(sentinel))
        .map(Offer::panel)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What `sentinel` has answered; the same in all their seats.
  public Optional<VerdictGiven> answerOf(SentinelId sentinel) {
    return verdicts.stream()
        .filter(given -> given.verdict().sentinel().equals(sentinel))
        .findFirst();
  }

  List<Verdict> of(VerdictKind kind) {
    return verdicts.stream()
        .map(VerdictGiven::verdict)
        .filter(verdict -> verdict.kind() == kind)
        .toList();
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
