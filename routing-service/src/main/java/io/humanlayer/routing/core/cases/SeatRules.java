package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.AskInfo;
import io.humanlayer.routing.core.cases.CaseCommand.BySentinel;
import io.humanlayer.routing.core.cases.CaseCommand.Claim;
import io.humanlayer.routing.core.cases.CaseCommand.Decline;
import io.humanlayer.routing.core.cases.CaseCommand.Extend;
import io.humanlayer.routing.core.cases.CaseCommand.GiveInfo;
import io.humanlayer.routing.core.cases.CaseCommand.Recuse;
import io.humanlayer.routing.core.cases.CaseCommand.Release;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.cases.CaseCommand.Undo;
import io.humanlayer.routing.core.cases.CaseEvent.Claimed;
import io.humanlayer.routing.core.cases.CaseEvent.DeadlineExtended;
import io.humanlayer.routing.core.cases.CaseEvent.Declined;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.InfoGiven;
import io.humanlayer.routing.core.cases.CaseEvent.InfoRequested;
import io.humanlayer.routing.core.cases.CaseEvent.OfferWithdrawn;
import io.humanlayer.routing.core.cases.CaseEvent.Recused;
import io.humanlayer.routing.core.cases.CaseEvent.Released;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictUndone;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What those may do who are offered a seat or hold one. A stranger learns nothing.
record SeatRules(Case.Open open) {

  Outcome<CaseEvent> show(ShowDossier show) {
    if (!open.seats(show.sentinel())) {
      return refused(CaseRefusal.NOT_YOUR_SEAT);
    }
    if (open.overdue(show.at())) {
      return refused(CaseRefusal.DEADLINE_PASSED);
    }
    boolean may =
        open.requirement().panels().stream()
            .filter(panel -> open.seating().panelsOf(show.sentinel().id()).contains(panel.name()))
            .anyMatch(
                panel ->
                    open.admits(show.sentinel(), panel, show.at(), Moment.VERDICT).isPresent());
    return may
        ? accepted(new DossierViewed(show.sentinel().id(), show.viewDigest(), show.at()))
        : refused(CaseRefusal.NOT_ELIGIBLE);
  }

  Outcome<CaseEvent> claim(Claim claim) {
    Sentinel sentinel = claim.sentinel();
    if (!open.matter().concerns(sentinel) || !open.seating().offered(sentinel.id())) {
      return held(sentinel) ? accepted(List.of()) : refused(absent(sentinel));
    }
    Optional<CaseRefusal> over = over(claim);
    if (over.isPresent()) {
      return refused(over.get());
    }
    List<Panel> panels =
        open.requirement().panels().stream()
            .filter(panel -> open.seating().mayAnswer(sentinel.id(), panel.name()))
            .filter(panel -> open.admits(sentinel, panel, claim.at(), Moment.CLAIM).isPresent())
            .toList();
    if (panels.isEmpty()) {
      return refused(CaseRefusal.NOT_ELIGIBLE);
    }
    if (panels.stream().noneMatch(panel -> free(open.seating(), panel) && !sat(claim, panel))) {
      return refused(CaseRefusal.SEAT_TAKEN);
    }
    return accepted(claimed(sentinel, panels, claim.at()));
  }

  private List<CaseEvent> claimed(Sentinel sentinel, List<Panel> panels, Instant at) {
    Instant until = Patience.hold(at, open.deadline());
    List<CaseEvent> events = new ArrayList<>();
    events.add(new Claimed(sentinel.id(), panels.stream().map(Panel::name).toList(), at, until));
    Seating seating = open.seating().claimedBy(sentinel.id(), until);
    panels.stream()
        .flatMap(panel -> pointless(seating, panel, sentinel.id()))
        .forEach(
            offer ->
                events.add(
                    new OfferWithdrawn(offer.number(), offer.sentinel(), offer.panel(), at)));
    return events;
  }

  /// The offers of a panel that lead to no seat any more: all are taken, or it is the seat of the
  /// person who has just taken one.
  private Stream<Offer> pointless(Seating seating, Panel panel, SentinelId claimer) {
    return seating.offers().stream()
        .filter(offer -> offer.panel().equals(panel.name()))
        .filter(
            offer ->
                !free(seating, panel)
                    || seating.holds().stream()
                        .anyMatch(
                            hold ->
                                hold.sentinel().equals(claimer)
                                    && hold.panel().equals(panel.name())
                                    && hold.principal().equals(offer.principal())));
  }

  /// Whether whoever they sit for sits there already, themself or by somebody else.
  private boolean sat(Claim claim, Panel panel) {
    return open.admits(claim.sentinel(), panel, claim.at(), Moment.CLAIM).stream()
        .map(Behalf::of)
        .anyMatch(
            behalf -> {
              SentinelId own = claim.sentinel().id();
              return open.seating()
                  .occupied(own, behalf == null ? own : behalf.principal(), panel.name());
            });
  }

  private boolean free(Seating seating, Panel panel) {
    return seating.taken(panel.name(), open.requirement().distinct()) < panel.quorum().approvals();
  }

  Outcome<CaseEvent> decline(Decline decline) {
    Sentinel sentinel = decline.sentinel();
    if (!open.matter().concerns(sentinel) || !open.seating().offered(sentinel.id())) {
      return refused(absent(sentinel));
    }
    return over(decline)
        .map(Outcome::<CaseEvent>refused)
        .orElseGet(
            () ->
                accepted(
                    new Declined(sentinel.id(), decline.reason().withoutText(), decline.at())));
  }

  Outcome<CaseEvent> release(Release release) {
    return holding(release, accepted(new Released(release.sentinel().id(), release.at())));
  }

  /// Whoever may not decide says so, whether they have taken the seat or not.
  Outcome<CaseEvent> recuse(Recuse recuse) {
    SentinelId sentinel = recuse.sentinel().id();
    if (!open.seats(recuse.sentinel())) {
      return refused(absent(recuse.sentinel()));
    }
    if (open.seating().answerOf(sentinel).isPresent()) {
      return refused(CaseRefusal.ALREADY_GIVEN);
    }
    if (recuse.reason().missing()) {
      return refused(CaseRefusal.REASON_REQUIRED);
    }
    return over(recuse)
        .map(Outcome::<CaseEvent>refused)
        .orElseGet(
            () -> accepted(new Recused(sentinel, recuse.reason().withoutText(), recuse.at())));
  }

  Outcome<CaseEvent> ask(AskInfo ask) {
    int number = open.course().questions() + 1;
    if (held(ask.sentinel()) && open instanceof Case.NeedsInfo) {
      return refused(CaseRefusal.QUESTION_OPEN);
    }
    return holding(
        ask,
        number > Patience.MAX_QUESTIONS
            ? refused(CaseRefusal.TOO_MANY_QUESTIONS)
            : accepted(new InfoRequested(ask.sentinel().id(), number, ask.question(), ask.at())));
  }

  Outcome<CaseEvent> info(GiveInfo give) {
    if (!(open instanceof Case.NeedsInfo) || open.course().questions() != give.number()) {
      return refused(CaseRefusal.NO_QUESTION);
    }
    return open.overdue(give.at())
        ? refused(CaseRefusal.DEADLINE_PASSED)
        : accepted(new InfoGiven(give.number(), give.digest(), give.at()));
  }

  /// No deadline goes beyond the request's own, nor is more added than there was at the beginning.
  Outcome<CaseEvent> extend(Extend extend) {
    Duration most = Duration.between(open.matter().openedAt(), open.matter().deadline());
    boolean more =
        open.course().extensions() < Patience.MAX_EXTENSIONS
            && extend.by().isPositive()
            && extend.by().compareTo(most) <= 0
            && !open.deadline().plus(extend.by()).isAfter(open.matter().latest());
    return holding(
        extend,
        more
            ? accepted(
                new DeadlineExtended(
                    extend.sentinel().id(), open.deadline().plus(extend.by()), extend.at()))
            : refused(CaseRefusal.NO_MORE_TIME));
  }

  Outcome<CaseEvent> undo(Undo undo) {
    if (!open.seats(undo.sentinel())) {
      return refused(CaseRefusal.NOT_YOUR_SEAT);
    }
    if (open.seating().answerOf(undo.sentinel().id()).isEmpty()) {
      return refused(CaseRefusal.NOT_YOUR_VERDICT);
    }
    return open instanceof Case.Cooling cooling && undo.at().isBefore(cooling.until())
        ? accepted(new VerdictUndone(undo.sentinel().id(), undo.at()))
        : refused(CaseRefusal.NOTHING_TO_UNDO);
  }

  private Outcome<CaseEvent> holding(BySentinel command, Outcome<CaseEvent> outcome) {
    if (!open.seats(command.sentinel())) {
      return refused(absent(command.sentinel()));
    }
    Optional<CaseRefusal> over = over(command);
    if (over.isPresent()) {
      return refused(over.get());
    }
    return held(command.sentinel()) ? outcome : refused(CaseRefusal.NOT_HELD);
  }

  private boolean held(Sentinel sentinel) {
    return open.matter().concerns(sentinel) && open.seating().holds(sentinel.id());
  }

  private Optional<CaseRefusal> over(CaseCommand command) {
    if (open instanceof Case.Cooling) {
      return Optional.of(CaseRefusal.QUORUM_REACHED);
    }
    return open.overdue(command.at()) ? Optional.of(CaseRefusal.DEADLINE_PASSED) : Optional.empty();
  }

  /// Who was asked and came too late may know that; a stranger may not.
  CaseRefusal absent(Sentinel sentinel) {
    boolean late =
        open.matter().concerns(sentinel)
            && open.requirement().panels().stream()
                .anyMatch(
                    panel ->
                        open.seating().tried(sentinel.id(), panel.name())
                            && !free(open.seating(), panel));
    return late ? CaseRefusal.SEAT_TAKEN : CaseRefusal.NOT_YOUR_SEAT;
  }
}
