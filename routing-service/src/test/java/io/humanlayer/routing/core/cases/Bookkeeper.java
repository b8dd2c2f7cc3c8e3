package io.humanlayer.routing.core.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.testkit.scenario.Oracle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A second opinion on cases, kept with pencil and paper: lists of names, and every way of seating
/// people tried one by one. It reads commands and events, never a state.
final class Bookkeeper implements Oracle<CaseCommand, Case, CaseEvent> {

  private Open opened;
  private Instant deadline;
  private boolean over;
  private final Set<String> offers = new TreeSet<>();
  private final Map<String, GiveVerdict> answers = new HashMap<>();
  private final Map<String, Set<String>> approvals = new HashMap<>();
  private final Map<String, Set<String>> rejections = new HashMap<>();

  @Override
  public void observe(Case before, CaseCommand command, Outcome<CaseEvent> outcome, Case after) {
    boolean news = outcome instanceof Outcome.Accepted<CaseEvent>(var events) && !events.isEmpty();
    assertThat(over && news).as("something followed the Decision: %s", outcome).isFalse();
    List<CaseEvent> events =
        outcome instanceof Outcome.Accepted<CaseEvent>(var listed) ? listed : List.of();
    boolean accepted = outcome instanceof Outcome.Accepted<CaseEvent>;
    assertThat(accepted).as("%s answered with %s", command, outcome).isEqualTo(holds(command));
    switch (command) {
      case Open open -> open(open, events);
      case Route route -> route(route, events);
      case ShowDossier _ -> assertThat(events).hasSizeLessThanOrEqualTo(1);
      case GiveVerdict give -> verdict(give, events);
      case Expire _ -> expectEnding(events, accepted ? DecisionOutcome.EXPIRED : null);
    }
    over |= events.stream().anyMatch(Decided.class::isInstance);
    assertThat(after instanceof Case.Decided).isEqualTo(over);
    assertThat(after instanceof Case.Offered).isEqualTo(opened != null && !over && covered());
  }

  private boolean holds(CaseCommand command) {
    boolean running = opened != null && !over;
    return switch (command) {
      case Open _ -> opened == null;
      case Route route -> running && route.at().isBefore(deadline);
      case ShowDossier show ->
          running && show.at().isBefore(deadline) && !seats(show.sentinel(), show.at()).isEmpty();
      case GiveVerdict give -> repeats(give) || (running && mayAnswer(give));
      case Expire expire -> running && !expire.at().isBefore(deadline);
    };
  }

  private boolean repeats(GiveVerdict give) {
    GiveVerdict before = answers.get(name(give.sentinel()));
    return before != null
        && ours(give.sentinel())
        && before.kind() == give.kind()
        && before.reason().equals(give.reason())
        && before.actionDigest().equals(give.actionDigest());
  }

  private boolean mayAnswer(GiveVerdict give) {
    boolean silentReason = give.reason().code() == null;
    boolean explain = give.kind() == VerdictKind.REJECT || opened.requirement().reasonRequired();
    return !answers.containsKey(name(give.sentinel()))
        && give.at().isBefore(deadline)
        && give.actionDigest().equals(opened.request().actionDigest())
        && !seats(give.sentinel(), give.at()).isEmpty()
        && !(explain && silentReason);
  }

  private void open(Open open, List<CaseEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    opened = open;
    deadline = open.at().plus(open.within());
    if (open.expiresAt().isBefore(deadline)) {
      deadline = open.expiresAt();
    }
    assertThat(events).singleElement().isInstanceOf(Opened.class);
    assertThat(((Opened) events.getFirst()).matter().deadline()).isEqualTo(deadline);
  }

  private void route(Route route, List<CaseEvent> events) {
    Set<String> made = new TreeSet<>();
    for (CaseEvent event : events) {
      if (event instanceof OfferMade(Offer offer)) {
        assertThat(made.add(offer.sentinel() + "@" + offer.panel())).as("offered twice").isTrue();
      }
    }
    Set<String> due = new TreeSet<>();
    if (holds(route)) {
      for (Panel panel : opened.requirement().panels()) {
        List<String> own = eligible(route, panel, Source.INTERNAL);
        due.addAll(own);
        if (own.size() < panel.quorum().approvals()) {
          due.addAll(eligible(route, panel, Source.EXTERNAL));
        }
      }
    }
    due.removeAll(offers);
    assertThat(made).as("offers").isEqualTo(due);
    offers.addAll(made);
  }

  private List<String> eligible(Route route, Panel panel, Source source) {
    List<String> names = new ArrayList<>();
    for (Sentinel sentinel : route.candidates()) {
      if (sentinel.source() == source && may(sentinel, panel, route.at())) {
        names.add(name(sentinel) + "@" + panel.name());
      }
    }
    return names;
  }

  private void verdict(GiveVerdict give, List<CaseEvent> events) {
    if (repeats(give) || !holds(give)) {
      assertThat(events).as("news from %s", give).isEmpty();
      return;
    }
    answers.put(name(give.sentinel()), give);
    var pile = give.kind() == VerdictKind.APPROVE ? approvals : rejections;
    for (String panel : seats(give.sentinel(), give.at())) {
      pile.computeIfAbsent(panel, _ -> new HashSet<>()).add(name(give.sentinel()));
    }
    DecisionOutcome due =
        vetoed()
            ? DecisionOutcome.REJECTED
            : seatable(approvals, new ArrayList<>(demanded())) ? DecisionOutcome.APPROVED : null;
    expectEnding(events, due);
    if (due == DecisionOutcome.APPROVED) {
      checkSeats((Decided) events.get(events.size() - 2));
    }
  }

  private void checkSeats(Decided decided) {
    List<String> seats = decided.verdicts().stream().map(Verdict::panel).sorted().toList();
    assertThat(seats).as("seats filled").isEqualTo(demanded());
    List<String> people =
        decided.verdicts().stream()
            .map(v -> v.sentinel() + (opened.requirement().distinct() ? "" : "@" + v.panel()))
            .toList();
    assertThat(people).as("people counted").doesNotHaveDuplicates();
    for (Verdict verdict : decided.verdicts()) {
      assertThat(approvals.get(verdict.panel())).contains(verdict.sentinel().value());
      assertThat(verdict.sentinel().value()).isNotEqualTo("otto");
    }
  }

  private void expectEnding(List<CaseEvent> events, DecisionOutcome due) {
    List<Decided> decided =
        events.stream().filter(Decided.class::isInstance).map(Decided.class::cast).toList();
    if (due == null) {
      assertThat(decided).as("decided without cause").isEmpty();
      return;
    }
    assertThat(decided).singleElement().extracting(Decided::outcome).isEqualTo(due);
    assertThat(decided.getFirst().basis() == Basis.TIMEOUT)
        .isEqualTo(due == DecisionOutcome.EXPIRED);
    assertThat(events.getLast()).isInstanceOf(Closed.class);
    assertThat(events.get(events.size() - 2)).isInstanceOf(Decided.class);
  }

  private boolean vetoed() {
    return opened.requirement().panels().stream()
        .anyMatch(
            panel ->
                rejections.getOrDefault(panel.name(), Set.of()).size()
                    >= panel.quorum().rejections());
  }

  private boolean covered() {
    Map<String, Set<String>> offered = new HashMap<>();
    for (String offer : offers) {
      String[] parts = offer.split("@");
      offered.computeIfAbsent(parts[1], _ -> new HashSet<>()).add(parts[0]);
    }
    return seatable(offered, new ArrayList<>(demanded()));
  }

  /// The panel of each seat, sorted.
  private List<String> demanded() {
    List<String> seats = new ArrayList<>();
    for (Panel panel : opened.requirement().panels()) {
      for (int i = 0; i < panel.quorum().approvals(); i++) {
        seats.add(panel.name());
      }
    }
    seats.sort(null);
    return seats;
  }

  /// Tries everybody on the last seat, then the rest of the seats without them.
  private boolean seatable(Map<String, Set<String>> people, List<String> seats) {
    if (seats.isEmpty()) {
      return true;
    }
    String panel = seats.removeLast();
    for (String person : people.getOrDefault(panel, Set.of())) {
      Map<String, Set<String>> rest = new HashMap<>();
      people.forEach(
          (name, all) -> {
            Set<String> left = new HashSet<>(all);
            if (opened.requirement().distinct() || name.equals(panel)) {
              left.remove(person);
            }
            rest.put(name, left);
          });
      if (seatable(rest, new ArrayList<>(seats))) {
        return true;
      }
    }
    return false;
  }

  private List<String> seats(Sentinel sentinel, Instant at) {
    return opened.requirement().panels().stream()
        .filter(panel -> offers.contains(name(sentinel) + "@" + panel.name()))
        .filter(panel -> may(sentinel, panel, at))
        .map(Panel::name)
        .toList();
  }

  private boolean may(Sentinel sentinel, Panel panel, Instant at) {
    boolean qualified =
        sentinel.qualifications().stream()
            .anyMatch(
                held ->
                    held.name().equals(panel.profile().qualification())
                        && (held.validTo() == null || held.validTo().isAfter(at)));
    return qualified
        && ours(sentinel)
        && panel.profile().sources().contains(sentinel.source())
        && sentinel.ownerOf().isEmpty()
        && !name(sentinel).equals("otto");
  }

  private boolean ours(Sentinel sentinel) {
    return sentinel.organisation().equals(opened.request().organisation());
  }

  private static String name(Sentinel sentinel) {
    return sentinel.id().value();
  }
}
