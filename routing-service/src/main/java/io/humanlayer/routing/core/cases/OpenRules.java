package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules while people are deciding.
record OpenRules(Case.Open open) {

  /// Makes the offers that are due, then says which panels are short, each once.
  Outcome<CaseEvent> route(Route route) {
    if (open.matter().overdue(route.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    List<CaseEvent> events = new ArrayList<>();
    Seating seating = open.seating();
    for (OfferMade made : new Offers(open, route.candidates(), route.at()).missing()) {
      events.add(made);
      seating = seating.with(made.offer());
    }
    Set<String> known = open instanceof Case.Unroutable unroutable ? unroutable.panels() : Set.of();
    SeatPlan.of(open.matter().requirement(), seating.offers()).unfilled().stream()
        .filter(panel -> !known.contains(panel))
        .forEach(panel -> events.add(new Unroutable(panel, route.at())));
    return accepted(events);
  }

  Outcome<CaseEvent> show(ShowDossier show) {
    if (!open.seats(show.sentinel())) {
      return refused(CaseRefusal.NOT_YOUR_SEAT);
    }
    if (open.matter().overdue(show.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    if (open.matter().requirement().panels().stream()
        .noneMatch(panel -> mayDecide(show.sentinel(), panel, show.at()))) {
      return refused(CaseRefusal.NOT_ELIGIBLE);
    }
    return accepted(new DossierViewed(show.sentinel().id(), show.viewDigest(), show.at()));
  }

  /// The order matters: a stranger learns nothing, a repetition is no news at any time, and whether
  /// the person may still decide is asked now, not when the offer was made.
  Outcome<CaseEvent> give(GiveVerdict give) {
    if (!open.seats(give.sentinel())) {
      return refused(CaseRefusal.NOT_YOUR_SEAT);
    }
    Optional<VerdictGiven> before = open.seating().answerOf(give.sentinel().id());
    if (before.isPresent()) {
      return before.get().repeatedBy(give)
          ? accepted(List.of())
          : refused(CaseRefusal.ALREADY_GIVEN);
    }
    if (open.matter().overdue(give.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    if (!open.matter().request().actionDigest().equals(give.actionDigest())) {
      return refused(CaseRefusal.DIGEST_MISMATCH);
    }
    List<VerdictGiven> verdicts = verdicts(give);
    if (verdicts.isEmpty()) {
      return refused(CaseRefusal.NOT_ELIGIBLE);
    }
    if (give.reason().missing() && reasonNeeded(give.kind())) {
      return refused(CaseRefusal.REASON_REQUIRED);
    }
    return accepted(withSettlement(verdicts, give));
  }

  Outcome<CaseEvent> expire(Expire expire) {
    return open.matter().overdue(expire.at())
        ? accepted(Ending.bySilence(open, expire.at()))
        : refused(CaseRefusal.TOO_EARLY);
  }

  private boolean reasonNeeded(VerdictKind kind) {
    return switch (kind) {
      case REJECT -> true;
      case APPROVE -> open.matter().requirement().reasonRequired();
    };
  }

  private boolean mayDecide(Sentinel sentinel, Panel panel, Instant at) {
    return open.seating().offered(sentinel.id(), panel.name())
        && open.matter().admits(sentinel, panel, at).isPresent();
  }

  private List<VerdictGiven> verdicts(GiveVerdict give) {
    List<VerdictGiven> verdicts = new ArrayList<>();
    for (Panel panel : open.matter().requirement().panels()) {
      if (open.seating().offered(give.sentinel().id(), panel.name())) {
        open.matter()
            .admits(give.sentinel(), panel, give.at())
            .map(
                by ->
                    new Verdict(
                        give.sentinel().id(),
                        panel.name(),
                        by.name(),
                        by.habilitation(),
                        give.assurance(),
                        give.kind(),
                        give.at()))
            .ifPresent(verdict -> verdicts.add(given(verdict, give)));
      }
    }
    return verdicts;
  }

  private VerdictGiven given(Verdict verdict, GiveVerdict give) {
    @Nullable String view = open.seating().viewed().get(verdict.sentinel());
    return new VerdictGiven(verdict, give.actionDigest(), give.reason().withoutText(), view);
  }

  private List<CaseEvent> withSettlement(List<VerdictGiven> verdicts, GiveVerdict give) {
    Seating seating = open.seating();
    for (VerdictGiven given : verdicts) {
      seating = seating.with(given);
    }
    List<CaseEvent> events = new ArrayList<>(verdicts);
    Settlement.of(open.matter().requirement(), seating)
        .ifPresent(
            settlement ->
                events.addAll(Ending.by(settlement, open.matter(), give.reason(), give.at())));
    return events;
  }
}
