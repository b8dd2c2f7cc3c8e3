package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseEvent.Broadened;
import io.humanlayer.routing.core.cases.CaseEvent.Claimed;
import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Consumed;
import io.humanlayer.routing.core.cases.CaseEvent.DeadlineExtended;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.Declined;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.Escalated;
import io.humanlayer.routing.core.cases.CaseEvent.GlassBroken;
import io.humanlayer.routing.core.cases.CaseEvent.HoldLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.InfoGiven;
import io.humanlayer.routing.core.cases.CaseEvent.InfoRequested;
import io.humanlayer.routing.core.cases.CaseEvent.Lapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.OfferWithdrawn;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.cases.CaseEvent.QuorumReached;
import io.humanlayer.routing.core.cases.CaseEvent.Recused;
import io.humanlayer.routing.core.cases.CaseEvent.Referred;
import io.humanlayer.routing.core.cases.CaseEvent.Released;
import io.humanlayer.routing.core.cases.CaseEvent.Reopened;
import io.humanlayer.routing.core.cases.CaseEvent.Revoked;
import io.humanlayer.routing.core.cases.CaseEvent.Searched;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictUndone;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a fact makes of a case. It refuses nothing: the fact has happened.
final class Evolution {

  private Evolution() {}

  static Case of(Case.Open open, CaseEvent event) {
    Seating seating = open.seating();
    return switch (event) {
      case OfferMade(Offer offer) -> offered(open, seating.with(offer));
      case OfferWithdrawn(int number, _, _, _) -> open.with(seating.withoutOffer(number));
      case OfferLapsed(int number, _, _, Instant at) ->
          searching(open, seating.withoutOffer(number), at);
      case Claimed(var sentinel, _, Instant at, Instant until) ->
          restored(open, seating.claimedBy(sentinel, until), at);
      case Declined(var sentinel, _, Instant at) ->
          searching(open, seating.without(sentinel, true), at);
      case Released(var sentinel, Instant at) -> left(open, sentinel, false, at);
      case Recused(var sentinel, _, Instant at) -> left(open, sentinel, true, at);
      case HoldLapsed(var sentinel, Instant at) -> left(open, sentinel, false, at);
      case Broadened(Instant at) -> searching(open.with(open.course().broad()), seating, at);
      case Escalated(int step, _, Instant at) ->
          searching(open.with(open.course().escalatedTo(step)), seating, at);
      case Searched(Instant at) -> found(open, at);
      case Unroutable(String panel, Instant at, @Nullable Instant retryAt) ->
          shortOf(open, panel, at, retryAt);
      case DossierViewed(var sentinel, var digest, _) ->
          open.with(seating.withView(sentinel, digest));
      case InfoRequested(var sentinel, int number, String question, _) ->
          new Case.NeedsInfo(
              open.matter(), open.course().asked(number), seating, sentinel, question);
      case InfoGiven(_, _, Instant at) -> Case.standing(open.matter(), open.course(), seating, at);
      case VerdictGiven given -> answered(open, given);
      case QuorumReached(var settlement, var reason, _, Instant until) ->
          new Case.Cooling(
              open.matter(), open.course().agreed(), seating, settlement, reason, until);
      case VerdictUndone(var sentinel, Instant at) ->
          Case.standing(
              open.matter(),
              open.course(),
              seating.undone(sentinel, Patience.hold(at, open.matter().latest())),
              at);
      case DeadlineExtended(_, Instant deadline, _) -> open.with(open.course().extended(deadline));
      case Referred(Panel panel, Instant deadline, Instant at) ->
          new Case.Routing(
              open.matter(),
              open.course().referred(panel, deadline),
              seating.emptied(),
              at.plus(Patience.LOOKING));
      case Decided decided -> decided(open, decided);
      case Opened _, Closed _, GlassBroken _, Consumed _, Lapsed _, Revoked _, Reopened _ -> open;
    };
  }

  static Case of(Case.Decided decided, CaseEvent event) {
    return switch (decided) {
      case Case.Approved approved -> used(approved, event);
      case Case.Rejected(var matter, var seating, _) ->
          event instanceof Reopened ? new Case.Rejected(matter, seating, true) : decided;
      case Case.Consumed _,
          Case.Lapsed _,
          Case.Revoked _,
          Case.Answered _,
          Case.Expired _,
          Case.Cancelled _ ->
          decided;
    };
  }

  private static Case used(Case.Approved approved, CaseEvent event) {
    Matter matter = approved.matter();
    Seating seating = approved.seating();
    if (event instanceof Consumed) {
      return new Case.Consumed(matter, seating, approved.approval());
    }
    if (event instanceof Lapsed) {
      return new Case.Lapsed(matter, seating, approved.approval());
    }
    return event instanceof Revoked
        ? new Case.Revoked(matter, seating, approved.approval())
        : approved;
  }

  private static Case offered(Case.Open open, Seating seating) {
    return switch (open) {
      case Case.Routing _, Case.Unroutable _ ->
          complete(open, seating)
              ? Case.standing(open.matter(), open.course(), seating, open.deadline())
              : open.with(seating);
      case Case.Offered _, Case.InReview _, Case.NeedsInfo _, Case.Cooling _ -> open.with(seating);
    };
  }

  /// A claim changes who sits, not whether somebody has still to be found.
  private static Case restored(Case.Open open, Seating seating, Instant at) {
    return switch (open) {
      case Case.Offered _, Case.InReview _ ->
          Case.standing(open.matter(), open.course(), seating, at);
      case Case.Routing _, Case.Unroutable _, Case.NeedsInfo _, Case.Cooling _ ->
          open.with(seating);
    };
  }

  /// Somebody is to be looked for; an open question stays open.
  private static Case searching(Case.Open open, Seating seating, Instant at) {
    return switch (open) {
      case Case.NeedsInfo asking -> asking.with(seating);
      case Case.Routing _, Case.Offered _, Case.InReview _, Case.Unroutable _, Case.Cooling _ ->
          new Case.Routing(open.matter(), open.course(), seating, at.plus(Patience.LOOKING));
    };
  }

  /// With whoever asked it goes the question.
  private static Case left(Case.Open open, SentinelId sentinel, boolean forGood, Instant at) {
    Seating seating = open.seating().without(sentinel, forGood);
    return open instanceof Case.NeedsInfo asking && !asking.asker().equals(sentinel)
        ? asking.with(seating)
        : new Case.Routing(open.matter(), open.course(), seating, at.plus(Patience.LOOKING));
  }

  private static Case found(Case.Open open, Instant at) {
    return open instanceof Case.Routing
        ? Case.standing(open.matter(), open.course(), open.seating(), at)
        : open;
  }

  private static Case shortOf(Case.Open open, String panel, Instant at, @Nullable Instant retryAt) {
    return switch (open) {
      case Case.NeedsInfo _, Case.Cooling _ -> open;
      case Case.Unroutable unroutable -> unroutable.and(panel);
      case Case.Routing _, Case.Offered _, Case.InReview _ ->
          retryAt == null
              ? new Case.Unroutable(open.matter(), open.course(), open.seating(), Set.of(panel), at)
              : new Case.Routing(open.matter(), open.course(), open.seating(), retryAt);
    };
  }

  private static Case answered(Case.Open open, VerdictGiven given) {
    Instant at = given.verdict().at();
    Edit edit = given.terms().edit();
    // A person in two seats changes the Action once.
    boolean changes = edit != null && !edit.actionDigest().equals(open.actionDigest());
    Course course = changes ? open.course().edited(Objects.requireNonNull(edit)) : open.course();
    Seating before =
        changes ? open.seating().voided(Patience.hold(at, open.matter().latest())) : open.seating();
    Seating seating = before.with(given);
    return switch (open) {
      case Case.NeedsInfo asking when !asking.asker().equals(given.verdict().sentinel()) ->
          asking.with(course).with(seating);
      case Case.Unroutable unroutable when !complete(open, seating) ->
          unroutable.with(course).with(seating);
      case Case.Open _ -> Case.standing(open.matter(), course, seating, at);
    };
  }

  private static boolean complete(Case.Open open, Seating seating) {
    return SeatPlan.of(open.requirement(), seating.placed()).complete();
  }

  private static Case decided(Case.Open open, Decided decided) {
    Matter matter = open.matter();
    Seating seating = open.seating();
    return switch (decided.outcome()) {
      case APPROVED, APPROVED_WITH_EDITS ->
          new Case.Approved(
              matter,
              seating,
              new Approval(
                  decided.outcome(),
                  open.actionDigest(),
                  Objects.requireNonNull(decided.usableUntil()),
                  decided.verdicts().stream().map(Verdict::sentinel).collect(Collectors.toSet())));
      case REJECTED -> new Case.Rejected(matter, seating, false);
      case ANSWERED -> new Case.Answered(matter, seating);
      case EXPIRED -> new Case.Expired(matter, seating);
      case CANCELLED -> new Case.Cancelled(matter, seating);
    };
  }
}
