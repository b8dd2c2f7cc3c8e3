package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.DecisionOutcome.APPROVED;
import static io.humanlayer.routing.core.cases.DecisionOutcome.REJECTED;
import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.People.BEN;
import static io.humanlayer.routing.core.cases.People.CLEO;
import static io.humanlayer.routing.core.cases.People.EVE;
import static io.humanlayer.routing.core.cases.People.MAL;
import static io.humanlayer.routing.core.cases.People.OTTO;
import static io.humanlayer.routing.core.cases.People.unqualified;
import static io.humanlayer.routing.core.cases.Transfers.CFO;
import static io.humanlayer.routing.core.cases.Transfers.CHECKED;
import static io.humanlayer.routing.core.cases.Transfers.DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.EVENING;
import static io.humanlayer.routing.core.cases.Transfers.NOON;
import static io.humanlayer.routing.core.cases.Transfers.OTHER_DIGEST;
import static io.humanlayer.routing.core.cases.Transfers.PAYMENTS;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.SHOWN;
import static io.humanlayer.routing.core.cases.Transfers.approve;
import static io.humanlayer.routing.core.cases.Transfers.approved;
import static io.humanlayer.routing.core.cases.Transfers.caseOf;
import static io.humanlayer.routing.core.cases.Transfers.closed;
import static io.humanlayer.routing.core.cases.Transfers.decidedApproved;
import static io.humanlayer.routing.core.cases.Transfers.decidedRejected;
import static io.humanlayer.routing.core.cases.Transfers.dossierViewed;
import static io.humanlayer.routing.core.cases.Transfers.give;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.needsDistinct;
import static io.humanlayer.routing.core.cases.Transfers.offerMade;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.payments;
import static io.humanlayer.routing.core.cases.Transfers.reject;
import static io.humanlayer.routing.core.cases.Transfers.rejected;
import static io.humanlayer.routing.core.cases.Transfers.requirement;
import static io.humanlayer.routing.core.cases.Transfers.route;
import static io.humanlayer.routing.core.cases.Transfers.show;

import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.testkit.scenario.Scenario;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static final Panel TWO_OF_PAYMENTS = payments(2, 1);

  private final Scenario<CaseCommand, Case, CaseEvent> simple =
      caseOf(REQUEST).given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS));

  private final Scenario<CaseCommand, Case, CaseEvent> fourEyes =
      caseOf(REQUEST)
          .given(
              opened(needs(TWO_OF_PAYMENTS)),
              offerMade(ADA, TWO_OF_PAYMENTS),
              offerMade(BEN, TWO_OF_PAYMENTS));

  @Test
  void one_approval_decides_where_one_is_enough() {
    simple
        .when(approve(ADA, NOON))
        .then(
            approved(ADA, PAYMENTS, NOON),
            decidedApproved(NOON, approved(ADA, PAYMENTS, NOON).verdict()),
            closed(APPROVED, NOON));
  }

  @Test
  void the_last_approval_of_a_quorum_decides() {
    fourEyes
        .when(approve(ADA, NOON))
        .then(approved(ADA, TWO_OF_PAYMENTS, NOON))
        .when(approve(BEN, NOON))
        .then(
            approved(BEN, TWO_OF_PAYMENTS, NOON),
            decidedApproved(
                NOON,
                approved(ADA, TWO_OF_PAYMENTS, NOON).verdict(),
                approved(BEN, TWO_OF_PAYMENTS, NOON).verdict()),
            closed(APPROVED, NOON));
  }

  @Test
  void one_rejection_is_a_veto_even_after_an_approval() {
    fourEyes
        .given(approved(ADA, TWO_OF_PAYMENTS, NOON))
        .when(reject(BEN, NOON))
        .then(
            rejected(BEN, TWO_OF_PAYMENTS, NOON),
            decidedRejected(NOON, rejected(BEN, TWO_OF_PAYMENTS, NOON).verdict()),
            closed(REJECTED, NOON));
  }

  @Test
  void with_two_rejections_needed_the_first_one_leaves_the_case_open() {
    Panel lenient = payments(1, 2);
    caseOf(REQUEST)
        .given(opened(needs(lenient)), offerMade(ADA, lenient), offerMade(BEN, lenient))
        .when(reject(ADA, NOON))
        .then(rejected(ADA, lenient, NOON))
        .when(approve(BEN, NOON))
        .then(
            approved(BEN, lenient, NOON),
            decidedApproved(NOON, approved(BEN, lenient, NOON).verdict()),
            closed(APPROVED, NOON));
  }

  @Test
  void who_sits_on_two_panels_answers_for_both_at_once() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS, CFO)), offerMade(BEN, PAYMENTS), offerMade(BEN, CFO))
        .when(approve(BEN, NOON))
        .then(
            approved(BEN, PAYMENTS, NOON),
            approved(BEN, CFO, NOON),
            decidedApproved(
                NOON, approved(BEN, PAYMENTS, NOON).verdict(), approved(BEN, CFO, NOON).verdict()),
            closed(APPROVED, NOON));
  }

  @Test
  void where_people_must_be_distinct_one_person_fills_one_seat() {
    caseOf(REQUEST)
        .given(
            opened(needsDistinct(PAYMENTS, CFO)),
            offerMade(BEN, PAYMENTS),
            offerMade(BEN, CFO),
            offerMade(CLEO, PAYMENTS),
            offerMade(CLEO, CFO))
        .when(approve(BEN, NOON))
        .then(approved(BEN, PAYMENTS, NOON), approved(BEN, CFO, NOON))
        .when(approve(CLEO, NOON))
        .then(
            approved(CLEO, PAYMENTS, NOON),
            approved(CLEO, CFO, NOON),
            decidedApproved(
                NOON, approved(BEN, CFO, NOON).verdict(), approved(CLEO, PAYMENTS, NOON).verdict()),
            closed(APPROVED, NOON));
  }

  @Test
  void a_person_whom_two_panels_would_have_is_seated_where_nobody_else_can() {
    caseOf(REQUEST)
        .given(
            opened(needsDistinct(PAYMENTS, CFO)),
            offerMade(ADA, PAYMENTS),
            offerMade(BEN, PAYMENTS),
            offerMade(BEN, CFO),
            approved(BEN, PAYMENTS, NOON),
            approved(BEN, CFO, NOON))
        .when(approve(ADA, NOON))
        .then(
            approved(ADA, PAYMENTS, NOON),
            decidedApproved(
                NOON, approved(BEN, CFO, NOON).verdict(), approved(ADA, PAYMENTS, NOON).verdict()),
            closed(APPROVED, NOON));
  }

  @Test
  void who_was_not_asked_is_refused_whether_the_case_is_open_or_not() {
    simple
        .when(approve(EVE, NOON))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT)
        .when(approve(BEN, NOON))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT)
        .when(approve(MAL, NOON))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT);
    decidedByAda().when(approve(MAL, NOON)).thenRefused(CaseRefusal.NOT_YOUR_SEAT);
  }

  @Test
  void a_qualification_that_was_lost_after_the_offer_no_longer_decides() {
    simple.when(approve(unqualified(ADA), NOON)).thenRefused(CaseRefusal.NOT_ELIGIBLE);
  }

  @Test
  void who_came_to_answer_for_the_agent_after_the_offer_no_longer_decides() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)), offerMade(OTTO, PAYMENTS))
        .when(approve(OTTO, NOON))
        .thenRefused(CaseRefusal.NOT_ELIGIBLE);
  }

  @Test
  void a_verdict_about_another_action_is_refused() {
    simple
        .when(give(ADA, VerdictKind.APPROVE, OTHER_DIGEST, CHECKED, NOON))
        .thenRefused(CaseRefusal.DIGEST_MISMATCH);
  }

  @Test
  void the_same_verdict_again_is_no_news_and_another_one_is_refused() {
    fourEyes
        .given(approved(ADA, TWO_OF_PAYMENTS, NOON))
        .when(approve(ADA, NOON.plusSeconds(1)))
        .thenNothingNew()
        .when(reject(ADA, NOON))
        .thenRefused(CaseRefusal.ALREADY_GIVEN);
    decidedByAda()
        .when(approve(ADA, EVENING))
        .thenNothingNew()
        .when(reject(ADA, NOON))
        .thenRefused(CaseRefusal.CASE_CLOSED);
  }

  @Test
  void a_rejection_needs_a_reason_and_an_approval_where_policy_says_so() {
    simple
        .when(give(ADA, VerdictKind.REJECT, DIGEST, Reason.NONE, NOON))
        .thenRefused(CaseRefusal.REASON_REQUIRED);
    caseOf(REQUEST)
        .given(opened(requirement(false, true, OnTimeout.DENY, PAYMENTS)), offerMade(ADA, PAYMENTS))
        .when(give(ADA, VerdictKind.APPROVE, DIGEST, Reason.NONE, NOON))
        .thenRefused(CaseRefusal.REASON_REQUIRED);
  }

  @Test
  void a_verdict_after_the_deadline_is_refused_even_if_nobody_has_closed_the_case_yet() {
    simple.when(approve(ADA, EVENING)).thenRefused(CaseRefusal.DEADLINE_PASSED);
  }

  @Test
  void nothing_follows_a_decision() {
    decidedByAda()
        .when(Transfers.open(needs(PAYMENTS)))
        .thenRefused(CaseRefusal.ALREADY_OPEN)
        .when(route(BEN))
        .thenRefused(CaseRefusal.CASE_CLOSED)
        .when(show(ADA, NOON))
        .thenRefused(CaseRefusal.CASE_CLOSED)
        .when(Transfers.expire(EVENING))
        .thenRefused(CaseRefusal.CASE_CLOSED);
  }

  @Test
  void a_verdict_names_what_its_sentinel_was_last_shown() {
    VerdictGiven seen =
        new VerdictGiven(
            approved(ADA, PAYMENTS, NOON).verdict(),
            DIGEST,
            approved(ADA, PAYMENTS, NOON).reason(),
            SHOWN);

    simple
        .given(dossierViewed(ADA, NOON))
        .when(approve(ADA, NOON))
        .then(seen, decidedApproved(NOON, seen.verdict()), closed(APPROVED, NOON));
  }

  private Scenario<CaseCommand, Case, CaseEvent> decidedByAda() {
    return simple.given(
        approved(ADA, PAYMENTS, NOON),
        decidedApproved(NOON, approved(ADA, PAYMENTS, NOON).verdict()),
        closed(APPROVED, NOON));
  }
}
