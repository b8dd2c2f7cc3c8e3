package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.People.BEN;
import static io.humanlayer.routing.core.cases.People.CLEO;
import static io.humanlayer.routing.core.cases.People.DORA;
import static io.humanlayer.routing.core.cases.People.OTTO;
import static io.humanlayer.routing.core.cases.People.unqualified;
import static io.humanlayer.routing.core.cases.Transfers.CFO;
import static io.humanlayer.routing.core.cases.Transfers.CHECKED;
import static io.humanlayer.routing.core.cases.Transfers.EVENING;
import static io.humanlayer.routing.core.cases.Transfers.MORNING;
import static io.humanlayer.routing.core.cases.Transfers.NOON;
import static io.humanlayer.routing.core.cases.Transfers.OTHER_DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.PAYMENTS;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.approve;
import static io.humanlayer.routing.core.cases.Transfers.approved;
import static io.humanlayer.routing.core.cases.Transfers.caseOf;
import static io.humanlayer.routing.core.cases.Transfers.closed;
import static io.humanlayer.routing.core.cases.Transfers.decidedApproved;
import static io.humanlayer.routing.core.cases.Transfers.escalating;
import static io.humanlayer.routing.core.cases.Transfers.expire;
import static io.humanlayer.routing.core.cases.Transfers.give;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.offerMade;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.routeAt;
import static io.humanlayer.routing.core.cases.Transfers.unroutable;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.routing.core.cases.CaseCommand.Claim;
import io.humanlayer.routing.core.cases.CaseCommand.GiveUp;
import io.humanlayer.routing.core.cases.CaseCommand.LapseHold;
import io.humanlayer.routing.core.cases.CaseCommand.LapseOffer;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseEvent.Claimed;
import io.humanlayer.routing.core.cases.CaseEvent.HoldLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferLapsed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferWithdrawn;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.testkit.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What may come at a bad moment or from the wrong person: the answer is a refusal with a reason or
/// one decision, never none and never two.
class BadInputTest {

  private static final Instant SHIFT = MORNING.plus(Duration.ofHours(1));

  private final Scenario<CaseCommand, Case, CaseEvent> simple =
      caseOf(REQUEST).given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS));

  private final Scenario<CaseCommand, Case, CaseEvent> offeredToTwo =
      simple.given(offerMade(2, BEN, PAYMENTS));

  private final Scenario<CaseCommand, Case, CaseEvent> decided =
      simple.given(
          approved(ADA, PAYMENTS, NOON),
          decidedApproved(NOON, approved(ADA, PAYMENTS, NOON).verdict()),
          closed(DecisionOutcome.APPROVED, NOON));

  @Test
  void two_sentinels_claim_the_last_seat_at_once() {
    offeredToTwo
        .when(new Claim(BEN, NOON))
        .then(claimed(BEN), new OfferWithdrawn(1, ADA.id(), "payments", NOON))
        .when(new Claim(ADA, NOON))
        .thenRefused(CaseRefusal.SEAT_TAKEN)
        .when(approve(ADA, NOON))
        .thenRefused(CaseRefusal.SEAT_TAKEN)
        .when(new Claim(BEN, NOON))
        .thenNothingNew();
  }

  @Test
  void a_verdict_arrives_after_the_deadline() {
    simple.when(approve(ADA, EVENING)).thenRefused(CaseRefusal.DEADLINE_PASSED);
  }

  @Test
  void a_verdict_arrives_twice() {
    decided.when(approve(ADA, NOON)).thenNothingNew();
  }

  @Test
  void a_verdict_arrives_for_another_digest() {
    simple
        .when(give(ADA, VerdictKind.APPROVE, OTHER_DIGEST, CHECKED, NOON))
        .thenRefused(CaseRefusal.DIGEST_MISMATCH);
  }

  @Test
  void a_verdict_arrives_from_someone_who_lost_the_qualification_a_second_ago() {
    simple
        .when(new Claim(ADA, NOON.minusSeconds(1)))
        .then(
            new Claimed(
                ADA.id(), List.of("payments"), NOON.minusSeconds(1), held(NOON.minusSeconds(1))))
        .when(approve(unqualified(ADA), NOON))
        .thenRefused(CaseRefusal.NOT_ELIGIBLE);
  }

  @Test
  void a_verdict_arrives_from_the_agents_owner() {
    simple
        .given(offerMade(2, OTTO, PAYMENTS))
        .when(approve(OTTO, NOON))
        .thenRefused(CaseRefusal.NOT_ELIGIBLE);
  }

  @Test
  void a_shift_ends_in_the_middle_of_a_case_and_the_seat_goes_to_somebody_else() {
    Instant later = held(NOON);
    offeredToTwo
        .given(claimed(BEN), new OfferWithdrawn(1, ADA.id(), "payments", NOON))
        .when(new LapseHold(2, later))
        .then(new HoldLapsed(BEN.id(), later))
        .when(approve(BEN, later))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT)
        .when(routeAt(later, CLEO))
        .then(
            new CaseEvent.OfferMade(
                new Offer(3, CLEO.id(), "payments", later, later.plus(Patience.ABSENT))));
  }

  @Test
  void the_only_qualified_person_is_on_leave_until_later() {
    Route nobodyNow = new Route(List.of(new Pool("payments", List.of(), SHIFT)), MORNING);
    var waiting =
        caseOf(REQUEST)
            .given(opened(needs(PAYMENTS)))
            .when(nobodyNow)
            .then(new Unroutable("payments", MORNING, SHIFT));

    assertThat(Timers.of(waiting.state()))
        .contains(new Timer(TimerKind.ROUTE, 0, 0, SHIFT))
        .noneMatch(timer -> timer.kind() == TimerKind.GIVE_UP);
  }

  @Test
  void the_only_qualified_person_is_on_leave_for_good_and_the_case_ends_at_once() {
    Instant end = MORNING.plus(Patience.NOBODY);
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)), unroutable(PAYMENTS))
        .when(new GiveUp(0, end.minusMillis(1)))
        .thenRefused(CaseRefusal.TOO_EARLY)
        .when(new GiveUp(0, end))
        .then(
            Transfers.decided(
                DecisionOutcome.EXPIRED,
                Basis.TIMEOUT,
                new Reason("unroutable", "There was no quorum before the deadline.", null),
                end),
            closed(DecisionOutcome.EXPIRED, end));
  }

  @Test
  void nobody_is_there_and_the_next_step_of_the_chain_is_taken_at_once() {
    Requirement chained = escalating(needs(PAYMENTS), new Escalation(Duration.ofHours(1), CFO));
    caseOf(REQUEST)
        .given(opened(chained))
        .when(routeAt(MORNING))
        .then(unroutable(PAYMENTS), new CaseEvent.Escalated(1, "cfo", MORNING))
        .when(new Route(List.of(new Pool("cfo", List.of(new Candidate(BEN, true)), null)), MORNING))
        .then(
            new CaseEvent.OfferMade(
                new Offer(1, BEN.id(), "payments", MORNING, MORNING.plus(Patience.PRESENT))));
  }

  @Test
  void nobody_of_the_house_answers_and_the_backstop_is_asked() {
    simple
        .when(new LapseOffer(1, NOON))
        .then(new OfferLapsed(1, ADA.id(), "payments", NOON))
        .when(routeAt(NOON, ADA, DORA))
        .then(
            new CaseEvent.OfferMade(
                new Offer(2, DORA.id(), "payments", NOON, NOON.plus(Patience.ABSENT))));
  }

  @Test
  void the_clock_jumps_and_a_timer_comes_early_late_or_again() {
    simple
        .when(new LapseOffer(1, MORNING))
        .thenRefused(CaseRefusal.TOO_EARLY)
        .when(new LapseOffer(1, EVENING.plusSeconds(9_000)))
        .then(new OfferLapsed(1, ADA.id(), "payments", EVENING.plusSeconds(9_000)))
        .when(new LapseOffer(1, EVENING.plusSeconds(9_000)))
        .thenRefused(CaseRefusal.STALE_TIMER)
        .when(expire(MORNING))
        .thenRefused(CaseRefusal.TOO_EARLY);
    decided.when(expire(EVENING)).thenRefused(CaseRefusal.CASE_CLOSED);
  }

  private static Claimed claimed(io.humanlayer.routing.core.sentinels.Sentinel sentinel) {
    return new Claimed(sentinel.id(), List.of("payments"), NOON, held(NOON));
  }

  private static Instant held(Instant at) {
    return at.plus(Patience.HOLD);
  }
}
