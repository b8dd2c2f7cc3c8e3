package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.DecisionOutcome.EXPIRED;
import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.Transfers.EVENING;
import static io.humanlayer.routing.core.cases.Transfers.NOON;
import static io.humanlayer.routing.core.cases.Transfers.PAYMENTS;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.approved;
import static io.humanlayer.routing.core.cases.Transfers.caseOf;
import static io.humanlayer.routing.core.cases.Transfers.closed;
import static io.humanlayer.routing.core.cases.Transfers.decided;
import static io.humanlayer.routing.core.cases.Transfers.expire;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.offerMade;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.payments;
import static io.humanlayer.routing.core.cases.Transfers.requirement;
import static io.humanlayer.routing.core.cases.Transfers.unroutable;

import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final String NO_QUORUM = "There was no quorum before the deadline.";

  @Test
  void silence_denies() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS))
        .when(expire(EVENING))
        .then(silence("timeout", NO_QUORUM), closed(EXPIRED, EVENING));
  }

  @Test
  void an_incomplete_quorum_is_silence_too() {
    Panel two = payments(2, 1);
    caseOf(REQUEST)
        .given(opened(needs(two)), offerMade(ADA, two), approved(ADA, two, NOON))
        .when(expire(EVENING))
        .then(silence("timeout", NO_QUORUM), closed(EXPIRED, EVENING));
  }

  @Test
  void leave_by_silence_is_denied_and_the_decision_says_so() {
    caseOf(REQUEST)
        .given(opened(requirement(false, false, OnTimeout.ALLOW, PAYMENTS)))
        .when(expire(EVENING))
        .then(
            silence(
                "timeout",
                NO_QUORUM + " The policy asks for leave by silence, which is not given: denied."),
            closed(EXPIRED, EVENING));
  }

  @Test
  void a_referral_is_denied_and_the_decision_says_so() {
    caseOf(REQUEST)
        .given(opened(requirement(false, false, OnTimeout.REFER, PAYMENTS)))
        .when(expire(EVENING))
        .then(
            silence(
                "timeout",
                NO_QUORUM + " The policy asks for a referral, which is not possible here: denied."),
            closed(EXPIRED, EVENING));
  }

  @Test
  void a_case_that_nobody_could_decide_says_that() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)), unroutable(PAYMENTS))
        .when(expire(EVENING))
        .then(silence("unroutable", NO_QUORUM), closed(EXPIRED, EVENING));
  }

  @Test
  void nothing_expires_a_moment_early() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)))
        .when(expire(EVENING.minusMillis(1)))
        .thenRefused(CaseRefusal.TOO_EARLY);
  }

  private static CaseEvent silence(String code, String text) {
    return decided(EXPIRED, Basis.TIMEOUT, new Reason(code, text, null), EVENING);
  }
}
