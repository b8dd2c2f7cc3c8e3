package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.cases.CaseCommand.Expire;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseCommand.ShowDossier;
import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import java.util.List;
import java.util.Set;

/// The rules of a case: every command in every state has its answer here or in `OpenRules`.
public final class CaseDecider implements Decider<CaseCommand, Case, CaseEvent> {

  @Override
  public Case initial() {
    return new Case.None();
  }

  @Override
  public Outcome<CaseEvent> decide(Case state, CaseCommand command) {
    return switch (state) {
      case Case.None _ -> unopened(command);
      case Case.Open open -> underWay(new OpenRules(open), command);
      case Case.Decided decided -> settled(decided, command);
    };
  }

  private static Outcome<CaseEvent> unopened(CaseCommand command) {
    return switch (command) {
      case Open open -> accepted(new Opened(Matter.of(open)));
      case Route _, ShowDossier _, GiveVerdict _, Expire _ -> refused(CaseRefusal.NO_SUCH_CASE);
    };
  }

  private static Outcome<CaseEvent> underWay(OpenRules rules, CaseCommand command) {
    return switch (command) {
      case Open _ -> refused(CaseRefusal.ALREADY_OPEN);
      case Route route -> rules.route(route);
      case ShowDossier show -> rules.show(show);
      case GiveVerdict give -> rules.give(give);
      case Expire expire -> rules.expire(expire);
    };
  }

  private static Outcome<CaseEvent> settled(Case.Decided decided, CaseCommand command) {
    return switch (command) {
      case Open _ -> refused(CaseRefusal.ALREADY_OPEN);
      case GiveVerdict give -> tooLate(decided, give);
      case Route _, ShowDossier _, Expire _ -> refused(CaseRefusal.CASE_CLOSED);
    };
  }

  /// A repetition of the verdict that was given is no news, though the case is settled.
  private static Outcome<CaseEvent> tooLate(Case.Decided decided, GiveVerdict give) {
    if (!decided.seats(give.sentinel())) {
      return refused(CaseRefusal.NOT_YOUR_SEAT);
    }
    return decided
        .seating()
        .answerOf(give.sentinel().id())
        .filter(given -> given.repeatedBy(give))
        .map(_ -> Outcome.<CaseEvent>accepted(List.of()))
        .orElseGet(() -> refused(CaseRefusal.CASE_CLOSED));
  }

  @Override
  public Case evolve(Case state, CaseEvent event) {
    return switch (state) {
      case Case.None none ->
          event instanceof Opened(Matter matter) ? new Case.Routing(matter, Seating.EMPTY) : none;
      case Case.Open open -> evolve(open, event);
      case Case.Decided decided -> decided;
    };
  }

  private static Case evolve(Case.Open open, CaseEvent event) {
    Seating seating = open.seating();
    return switch (event) {
      case Opened _, Closed _ -> open;
      case OfferMade(Offer offer) -> offered(open, seating.with(offer));
      case Unroutable(String panel, _) -> shortOf(open, panel);
      case DossierViewed(var sentinel, var digest, _) ->
          open.with(seating.withView(sentinel, digest));
      case VerdictGiven given -> open.with(seating.with(given));
      case Decided decided -> new Case.Decided(open.matter(), seating, decided.outcome());
    };
  }

  private static Case offered(Case.Open open, Seating seating) {
    return switch (open) {
      case Case.Offered offered -> offered.with(seating);
      case Case.Routing _, Case.Unroutable _ ->
          SeatPlan.of(open.matter().requirement(), seating.offers()).complete()
              ? new Case.Offered(open.matter(), seating)
              : open.with(seating);
    };
  }

  private static Case shortOf(Case.Open open, String panel) {
    return switch (open) {
      case Case.Unroutable unroutable -> unroutable.and(panel);
      case Case.Routing _, Case.Offered _ ->
          new Case.Unroutable(open.matter(), open.seating(), Set.of(panel));
    };
  }
}
