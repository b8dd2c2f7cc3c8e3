package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.Amend;
import io.humanlayer.routing.core.cases.CaseCommand.AskInfo;
import io.humanlayer.routing.core.cases.CaseCommand.BreakGlass;
import io.humanlayer.routing.core.cases.CaseCommand.BySentinel;
import io.humanlayer.routing.core.cases.CaseCommand.ByTimer;
import io.humanlayer.routing.core.cases.CaseCommand.Cancel;
import io.humanlayer.routing.core.cases.CaseCommand.Claim;
import io.humanlayer.routing.core.cases.CaseCommand.Consume;
import io.humanlayer.routing.core.cases.CaseCommand.Decline;
import io.humanlayer.routing.core.cases.CaseCommand.Extend;
import io.humanlayer.routing.core.cases.CaseCommand.GiveInfo;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Lapse;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Recuse;
import io.humanlayer.routing.core.cases.CaseCommand.Release;
import io.humanlayer.routing.core.cases.CaseCommand.Reopen;
import io.humanlayer.routing.core.cases.CaseCommand.Revoke;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.cases.CaseCommand.Undo;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;

/// The rules of a case: every command in every state has its answer in one of four places.
/// `RoutingRules` look for people, `SeatRules` are for those who sit, `VerdictRules` for what they
/// say, `DecidedRules` for what may happen to a Decision. `docs/cases.md` is the whole table.
public final class CaseDecider implements Decider<CaseCommand, Case, CaseEvent> {

  @Override
  public Case initial() {
    return new Case.None();
  }

  @Override
  public Outcome<CaseEvent> decide(Case state, CaseCommand command) {
    return switch (state) {
      case Case.None _ -> unopened(command);
      case Case.Open open -> underWay(open, command);
      case Case.Decided decided -> settled(new DecidedRules(decided), command);
    };
  }

  private static Outcome<CaseEvent> unopened(CaseCommand command) {
    return command instanceof Open open
        ? accepted(new Opened(Matter.of(open)))
        : refused(CaseRefusal.NO_SUCH_CASE);
  }

  private static Outcome<CaseEvent> underWay(Case.Open open, CaseCommand command) {
    return switch (command) {
      case Open _ -> refused(CaseRefusal.ALREADY_OPEN);
      case Route route -> new RoutingRules(open).route(route);
      case BySentinel by -> bySentinel(open, by);
      case ByTimer timer -> new TimerRules(open).fire(timer);
      case GiveInfo give -> new SeatRules(open).info(give);
      case Cancel(String by, Reason reason, var at) ->
          accepted(Ending.withdrawn(open, reason.orCode(by), at));
      case Amend(var successor, var at) ->
          accepted(
              Ending.withdrawn(
                  open,
                  new Reason("superseded", "The agent asks " + successor + " instead.", null),
                  at));
      case Consume _ ->
          refused(open instanceof Case.Cooling ? CaseRefusal.NOT_YET : CaseRefusal.NOT_APPROVED);
      case Revoke _ -> refused(CaseRefusal.NOT_APPROVED);
      case Reopen _ -> refused(CaseRefusal.NOT_REJECTED);
    };
  }

  private static Outcome<CaseEvent> bySentinel(Case.Open open, BySentinel command) {
    var seats = new SeatRules(open);
    return switch (command) {
      case ShowDossier show -> seats.show(show);
      case Claim claim -> seats.claim(claim);
      case Decline decline -> seats.decline(decline);
      case Release release -> seats.release(release);
      case Recuse recuse -> seats.recuse(recuse);
      case AskInfo ask -> seats.ask(ask);
      case Extend extend -> seats.extend(extend);
      case Undo undo -> seats.undo(undo);
      case GiveVerdict give -> new VerdictRules(open).give(give);
      case BreakGlass glass -> new VerdictRules(open).breakGlass(glass);
    };
  }

  private static Outcome<CaseEvent> settled(DecidedRules rules, CaseCommand command) {
    return switch (command) {
      case Open _ -> refused(CaseRefusal.ALREADY_OPEN);
      case GiveVerdict give -> rules.tooLate(give);
      case Consume consume -> rules.consume(consume);
      case Revoke(String by, Reason reason, var at) -> rules.revoke(by, reason, null, at);
      case Amend(var successor, var at) ->
          rules.revoke("agent", new Reason("superseded", null, null), successor, at);
      case Lapse lapse -> rules.lapse(lapse);
      case Reopen reopen -> rules.reopen(reopen);
      case Route _, GiveInfo _, Cancel _, BySentinel _, ByTimer _ ->
          refused(CaseRefusal.CASE_CLOSED);
    };
  }

  @Override
  public Case evolve(Case state, CaseEvent event) {
    return switch (state) {
      case Case.None none ->
          event instanceof Opened(Matter matter)
              ? new Case.Routing(
                  matter,
                  Course.from(matter.deadline()),
                  Seating.EMPTY,
                  matter.openedAt().plus(Patience.LOOKING))
              : none;
      case Case.Open open -> Evolution.of(open, event);
      case Case.Decided decided -> Evolution.of(decided, event);
    };
  }
}
