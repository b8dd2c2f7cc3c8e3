package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is asked, who holds a seat, what they were last shown, and what they answered.
///
/// @param offers those that live
/// @param holds the seats that are taken but not answered in
/// @param tried `sentinel@panel` of everybody who was asked in this round
/// @param gone who declined or is recused, and is not asked again
/// @param made how many offers there were
/// @param round how often everybody had been asked before
public record Seating(
    List<Offer> offers,
    List<Hold> holds,
    Set<String> tried,
    Set<SentinelId> gone,
    int made,
    int round,
    Map<SentinelId, String> viewed,
    List<VerdictGiven> verdicts) {

  static final Seating EMPTY =
      new Seating(List.of(), List.of(), Set.of(), Set.of(), 0, 0, Map.of(), List.of());

  public Seating {
    offers = List.copyOf(offers);
    holds = List.copyOf(holds);
    tried = Set.copyOf(tried);
    gone = Set.copyOf(gone);
    viewed = Map.copyOf(viewed);
    verdicts = List.copyOf(verdicts);
  }

  /// Somebody who is asked a second time begins a new round.
  Seating with(Offer offer) {
    String one = offer.sentinel() + "@" + offer.panel();
    boolean again = tried.contains(one);
    return new Seating(
        plus(offers, offer),
        holds,
        again ? Set.of(one) : plus(tried, one),
        gone,
        Math.max(made, offer.number()),
        again ? round + 1 : round,
        viewed,
        verdicts);
  }

  Seating withView(SentinelId sentinel, String viewDigest) {
    Map<SentinelId, String> more = new HashMap<>(viewed);
    more.put(sentinel, viewDigest);
    return new Seating(offers, holds, tried, gone, made, round, more, verdicts);
  }

  /// Whoever answers has the seat, whether they had claimed it or not.
  Seating with(VerdictGiven given) {
    Predicate<Placed> other =
        one ->
            !one.sentinel().equals(given.verdict().sentinel())
                || !one.panel().equals(given.verdict().panel());
    return new Seating(
        offers.stream().filter(other).toList(),
        holds.stream().filter(other).toList(),
        tried,
        gone,
        made,
        round,
        viewed,
        plus(verdicts, given));
  }

  /// The offers of `sentinel` become seats.
  Seating claimedBy(SentinelId sentinel, Instant until) {
    List<Hold> held = new ArrayList<>(holds);
    offers.stream()
        .filter(offer -> offer.sentinel().equals(sentinel))
        .forEach(
            offer ->
                held.add(new Hold(offer.number(), sentinel, offer.panel(), until, offer.behalf())));
    return new Seating(
        offers.stream().filter(offer -> !offer.sentinel().equals(sentinel)).toList(),
        held,
        tried,
        gone,
        made,
        round,
        viewed,
        verdicts);
  }

  Seating withoutOffer(int number) {
    return new Seating(
        offers.stream().filter(offer -> offer.number() != number).toList(),
        holds,
        tried,
        gone,
        made,
        round,
        viewed,
        verdicts);
  }

  /// Gives up whatever `sentinel` holds and is offered.
  Seating without(SentinelId sentinel, boolean forGood) {
    return new Seating(
        offers.stream().filter(offer -> !offer.sentinel().equals(sentinel)).toList(),
        holds.stream().filter(hold -> !hold.sentinel().equals(sentinel)).toList(),
        tried,
        forGood ? plus(gone, sentinel) : gone,
        made,
        round,
        viewed,
        verdicts);
  }

  /// Takes a verdict back; its Sentinel holds the seats again.
  Seating undone(SentinelId sentinel, Instant until) {
    List<Hold> held = new ArrayList<>(holds);
    int number = made;
    for (VerdictGiven given : verdicts) {
      if (given.verdict().sentinel().equals(sentinel)) {
        number++;
        Verdict verdict = given.verdict();
        held.add(new Hold(number, sentinel, verdict.panel(), until, verdict.behalf()));
      }
    }
    return new Seating(offers, held, tried, gone, number, round, viewed, others(sentinel));
  }

  /// The verdicts about another Action count no more; who gave them may answer again. What anybody
  /// was shown was that other Action too.
  Seating voided(Instant until) {
    Seating seating = this;
    for (VerdictGiven given : verdicts) {
      seating = seating.undone(given.verdict().sentinel(), until);
    }
    return new Seating(
        seating.offers,
        seating.holds,
        seating.tried,
        seating.gone,
        seating.made,
        seating.round,
        Map.of(),
        seating.verdicts);
  }

  /// Nobody sits here any more, and nobody has been asked but for those who may not.
  Seating emptied() {
    return new Seating(List.of(), List.of(), Set.of(), gone, made, 0, viewed, List.of());
  }

  Stream<Placed> everybody() {
    return Stream.of(offers.stream(), holds.stream(), verdicts.stream().map(VerdictGiven::verdict))
        .flatMap(all -> all.map(one -> (Placed) one));
  }

  /// Everybody who fills a seat or may yet: all but those who have said no.
  List<Placed> placed() {
    return everybody()
        .filter(one -> !(one instanceof Verdict verdict) || verdict.kind() != VerdictKind.REJECT)
        .toList();
  }

  public boolean seats(SentinelId sentinel) {
    return everybody().anyMatch(one -> one.sentinel().equals(sentinel));
  }

  public boolean holds(SentinelId sentinel) {
    return holds.stream().anyMatch(hold -> hold.sentinel().equals(sentinel));
  }

  public boolean offered(SentinelId sentinel) {
    return offers.stream().anyMatch(offer -> offer.sentinel().equals(sentinel));
  }

  /// Whether `sentinel` holds an offer or a seat in `panel` and has not answered there.
  boolean mayAnswer(SentinelId sentinel, String panel) {
    return Stream.concat(offers.stream(), holds.stream())
        .anyMatch(one -> one.sentinel().equals(sentinel) && one.panel().equals(panel));
  }

  boolean tried(SentinelId sentinel, String panel) {
    return tried.contains(sentinel + "@" + panel);
  }

  Optional<Offer> offer(int number) {
    return offers.stream().filter(offer -> offer.number() == number).findFirst();
  }

  Optional<Hold> hold(int number) {
    return holds.stream().filter(hold -> hold.number() == number).findFirst();
  }

  long offersIn(String panel) {
    return offers.stream().filter(offer -> offer.panel().equals(panel)).count();
  }

  /// Who would fill a seat of `panel` by taking an offer; deputies are whom they sit for.
  Set<SentinelId> askedIn(String panel) {
    return offers.stream()
        .filter(offer -> offer.panel().equals(panel))
        .map(Offer::principal)
        .collect(Collectors.toSet());
  }

  /// The seats of `panel` that nobody can take any more. Where people must be distinct, somebody in
  /// two panels fills neither for certain.
  long taken(String panel, boolean distinct) {
    Persons persons = Persons.of(everybody().toList());
    return Stream.concat(
            holds.stream(),
            verdicts.stream()
                .map(VerdictGiven::verdict)
                .filter(verdict -> verdict.kind() != VerdictKind.REJECT))
        .filter(one -> one.panel().equals(panel))
        .map(one -> persons.of(one.sentinel()))
        .distinct()
        .filter(one -> !distinct || panelsOf(one, persons) == 1)
        .count();
  }

  private long panelsOf(SentinelId person, Persons persons) {
    return everybody()
        .filter(one -> persons.of(one.sentinel()).equals(person))
        .map(Placed::panel)
        .distinct()
        .count();
  }

  /// Whether somebody else sits or has answered in `panel` for `principal`, who may be themself.
  boolean occupied(SentinelId sentinel, SentinelId principal, String panel) {
    return Stream.concat(holds.stream(), verdicts.stream().map(VerdictGiven::verdict))
        .map(Placed.class::cast)
        .anyMatch(
            one ->
                one.panel().equals(panel)
                    && !one.sentinel().equals(sentinel)
                    && one.principal().equals(principal));
  }

  /// The panels in which `sentinel` holds an offer or a seat, or has answered.
  public Set<String> panelsOf(SentinelId sentinel) {
    return everybody()
        .filter(one -> one.sentinel().equals(sentinel))
        .map(Placed::panel)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// For whom `sentinel` sits, or would, in `panel`; empty if for themself.
  public Optional<Behalf> behalfOf(SentinelId sentinel, String panel) {
    return everybody()
        .filter(one -> one.sentinel().equals(sentinel) && one.panel().equals(panel))
        .flatMap(one -> Optional.ofNullable(one.behalf()).stream())
        .findFirst();
  }

  /// What `sentinel` has answered; the same in all their seats.
  public Optional<VerdictGiven> answerOf(SentinelId sentinel) {
    return verdicts.stream()
        .filter(given -> given.verdict().sentinel().equals(sentinel))
        .findFirst();
  }

  List<VerdictGiven> of(VerdictKind kind) {
    return verdicts.stream().filter(given -> given.verdict().kind() == kind).toList();
  }

  private List<VerdictGiven> others(SentinelId sentinel) {
    return verdicts.stream().filter(given -> !given.verdict().sentinel().equals(sentinel)).toList();
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private static <T> Set<T> plus(Set<T> set, T one) {
    Set<T> more = new HashSet<>(set);
    more.add(one);
    return more;
  }
}
