package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.Broaden;
import io.humanlayer.routing.core.cases.CaseCommand.ByTimer;
import io.humanlayer.routing.core.cases.CaseCommand.Escalate;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveUp;
import io.humanlayer.routing.core.cases.CaseCommand.Lapse;
import io.humanlayer.routing.core.cases.CaseCommand.LapseHold;
import io.humanlayer.routing.core.cases.CaseCommand.LapseOffer;
import io.humanlayer.routing.core.cases.CaseCommand.Settle;
import io.humanlayer.routing.core.cases.CaseEvent.Broadened;
import io.humanlayer.routing.core.cases.CaseEvent.Escalated;
import io.humanlayer.routing.core.cases.CaseEvent.HoldLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.Referred;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What time brings to an open case. A timer that is not armed in this state does nothing.
record TimerRules(Case.Open open) {

  Outcome<CaseEvent> fire(ByTimer command) {
    Optional<Timer> armed = Timers.find(open, command);
    if (armed.isEmpty()) {
      return refused(CaseRefusal.STALE_TIMER);
    }
    if (command.at().isBefore(armed.get().due())) {
      return refused(CaseRefusal.TOO_EARLY);
    }
    Instant at = command.at();
    return switch (command) {
      case Expire _ -> expire(at);
      case LapseOffer lapse ->
          accepted(
              open.seating().offer(lapse.seq()).stream()
                  .map(
                      offer ->
                          (CaseEvent)
                              new OfferLapsed(offer.number(), offer.sentinel(), offer.panel(), at))
                  .toList());
      case LapseHold lapse ->
          accepted(
              open.seating().hold(lapse.seq()).stream()
                  .map(hold -> (CaseEvent) new HoldLapsed(hold.sentinel(), at))
                  .toList());
      case Escalate escalate ->
          accepted(
              new Escalated(
                  escalate.seq(),
                  open.matter().requirement().escalate().get(escalate.seq() - 1).to().name(),
                  at));
      case Broaden _ -> accepted(new Broadened(at));
      case GiveUp _ -> accepted(Ending.bySilence(open, at));
      case Settle _ ->
          open instanceof Case.Cooling cooling
              ? accepted(Ending.by(cooling.settlement(), open, cooling.reason(), at))
              : refused(CaseRefusal.STALE_TIMER);
      case Lapse _ -> refused(CaseRefusal.STALE_TIMER);
    };
  }

  /// The first time, policy may want others to decide: those to whom the case was to be escalated
  /// last.
  private Outcome<CaseEvent> expire(Instant at) {
    var chain = open.matter().requirement().escalate();
    Duration within = Duration.between(open.matter().openedAt(), open.matter().deadline());
    Instant until = earlier(at.plus(within), open.matter().latest());
    return open.matter().requirement().onTimeout() == OnTimeout.REFER
            && open.course().referredTo() == null
            && !chain.isEmpty()
            && until.isAfter(at)
        ? accepted(new Referred(chain.getLast().to(), until, at))
        : accepted(Ending.bySilence(open, at));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
