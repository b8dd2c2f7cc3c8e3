package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.DecisionOutcome.APPROVED;
import static io.humanlayer.routing.core.cases.DecisionOutcome.EXPIRED;
import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.People.BEN;
import static io.humanlayer.routing.core.cases.People.CLEO;
import static io.humanlayer.routing.core.cases.Transfers.CFO;
import static io.humanlayer.routing.core.cases.Transfers.CHECKED;
import static io.humanlayer.routing.core.cases.Transfers.DIGEST;
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
import static io.humanlayer.routing.core.cases.Transfers.cooling;
import static io.humanlayer.routing.core.cases.Transfers.decidedApproved;
import static io.humanlayer.routing.core.cases.Transfers.editable;
import static io.humanlayer.routing.core.cases.Transfers.escalating;
import static io.humanlayer.routing.core.cases.Transfers.expire;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.offerMade;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.payments;
import static io.humanlayer.routing.core.cases.Transfers.reject;
import static io.humanlayer.routing.core.cases.Transfers.requirement;
import static io.humanlayer.routing.core.cases.Transfers.routeAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.routing.core.cases.CaseCommand.AskInfo;
import io.humanlayer.routing.core.cases.CaseCommand.Claim;
import io.humanlayer.routing.core.cases.CaseCommand.Consume;
import io.humanlayer.routing.core.cases.CaseCommand.Decline;
import io.humanlayer.routing.core.cases.CaseCommand.Escalate;
import io.humanlayer.routing.core.cases.CaseCommand.Extend;
import io.humanlayer.routing.core.cases.CaseCommand.GiveInfo;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Recuse;
import io.humanlayer.routing.core.cases.CaseCommand.Settle;
import io.humanlayer.routing.core.cases.CaseCommand.Undo;
import io.humanlayer.routing.core.cases.CaseEvent.Claimed;
import io.humanlayer.routing.core.cases.CaseEvent.Consumed;
import io.humanlayer.routing.core.cases.CaseEvent.DeadlineExtended;
import io.humanlayer.routing.core.cases.CaseEvent.Declined;
import io.humanlayer.routing.core.cases.CaseEvent.Escalated;
import io.humanlayer.routing.core.cases.CaseEvent.InfoGiven;
import io.humanlayer.routing.core.cases.CaseEvent.InfoRequested;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.QuorumReached;
import io.humanlayer.routing.core.cases.CaseEvent.Recused;
import io.humanlayer.routing.core.cases.CaseEvent.Referred;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictUndone;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.testkit.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What may happen between the first offer and the use of the approval.
class OnTheWayTest {

  private static final Reason CONFLICT = new Reason("conflict", null, "sha256:3");
  private static final Panel TWO = payments(2, 1);
  private static final Edit SMALLER =
      new Edit("{\"amount\":\"1\"}", OTHER_DIGEST, Set.of("amount"));

  private final Scenario<CaseCommand, Case, CaseEvent> held =
      caseOf(REQUEST)
          .given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS))
          .when(new Claim(ADA, MORNING))
          .then(new Claimed(ADA.id(), List.of("payments"), MORNING, MORNING.plus(Patience.HOLD)));

  @Test
  void whoever_is_recused_is_never_asked_again_in_this_case() {
    held.when(new Recuse(ADA, Reason.NONE, NOON))
        .thenRefused(CaseRefusal.REASON_REQUIRED)
        .when(new Recuse(ADA, CONFLICT, NOON))
        .then(new Recused(ADA.id(), CONFLICT, NOON))
        .when(routeAt(NOON, ADA, BEN))
        .then(new OfferMade(new Offer(2, BEN.id(), "payments", NOON, NOON.plus(Patience.ABSENT))))
        .when(approve(ADA, NOON))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT);
  }

  @Test
  void whoever_declines_sees_nothing_more() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS))
        .when(new Decline(ADA, CONFLICT, NOON))
        .then(new Declined(ADA.id(), CONFLICT, NOON))
        .when(Transfers.show(ADA, NOON))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT);
  }

  @Test
  void a_question_waits_for_its_answer_and_the_deadline_does_not_wait() {
    var asked =
        held.when(new AskInfo(ADA, "Which invoice?", NOON))
            .then(new InfoRequested(ADA.id(), 1, "Which invoice?", NOON))
            .when(new GiveInfo(2, "sha256:i", NOON))
            .thenRefused(CaseRefusal.NO_QUESTION);
    assertThat(asked.state()).isInstanceOf(Case.NeedsInfo.class);
    asked
        .when(new GiveInfo(1, "sha256:i", EVENING))
        .thenRefused(CaseRefusal.DEADLINE_PASSED)
        .when(new GiveInfo(1, "sha256:i", NOON))
        .then(new InfoGiven(1, "sha256:i", NOON));
  }

  @Test
  void more_time_is_given_twice_and_never_beyond_the_request() {
    Instant later = EVENING.plus(Duration.ofHours(2));
    held.when(new Extend(ADA, Duration.ofHours(2), NOON))
        .then(new DeadlineExtended(ADA.id(), later, NOON))
        .when(expire(EVENING))
        .thenRefused(CaseRefusal.STALE_TIMER)
        .when(new Extend(ADA, Duration.ofDays(2), NOON))
        .thenRefused(CaseRefusal.NO_MORE_TIME)
        .when(approve(ADA, EVENING))
        .then(
            approved(ADA, PAYMENTS, EVENING),
            decidedApproved(EVENING, approved(ADA, PAYMENTS, EVENING).verdict()),
            closed(APPROVED, EVENING));
  }

  @Test
  void two_stages_of_escalation_and_then_the_deadline_denies() {
    Instant first = MORNING.plus(Duration.ofHours(1));
    Instant second = MORNING.plus(Duration.ofHours(2));
    Panel board = Transfers.panel("board", "finance.board", Set.of(Source.INTERNAL), 1, 1);
    Requirement chained =
        escalating(
            needs(PAYMENTS),
            new Escalation(Duration.ofHours(1), CFO),
            new Escalation(Duration.ofHours(2), board));
    var waiting =
        caseOf(REQUEST)
            .given(opened(chained), offerMade(ADA, PAYMENTS))
            .when(new Escalate(1, first))
            .then(new Escalated(1, "cfo", first))
            .when(new Escalate(1, second))
            .thenRefused(CaseRefusal.STALE_TIMER)
            .when(new Escalate(2, second))
            .then(new Escalated(2, "board", second));
    waiting
        .when(expire(EVENING))
        .then(
            Transfers.decided(
                EXPIRED,
                Basis.TIMEOUT,
                new Reason("timeout", "There was no quorum before the deadline.", null),
                EVENING),
            closed(EXPIRED, EVENING));
  }

  @Test
  void a_referral_gives_the_last_panel_of_the_chain_one_deadline_of_its_own() {
    Requirement chained =
        escalating(
            requirement(false, false, OnTimeout.REFER, PAYMENTS),
            new Escalation(Duration.ofHours(1), CFO));
    Instant until = EVENING.plus(Duration.between(MORNING, EVENING));
    caseOf(REQUEST)
        .given(opened(chained), offerMade(ADA, PAYMENTS))
        .when(expire(EVENING))
        .then(new Referred(CFO, until, EVENING))
        .when(approve(ADA, EVENING))
        .thenRefused(CaseRefusal.NOT_YOUR_SEAT)
        .when(routeAt(EVENING, CLEO))
        .then(
            new OfferMade(new Offer(2, CLEO.id(), "cfo", EVENING, EVENING.plus(Patience.ABSENT))));
  }

  @Test
  void until_the_cooldown_is_over_the_last_word_can_be_taken_back() {
    Duration cooldown = Duration.ofMinutes(10);
    Instant until = NOON.plus(cooldown);
    var quorum =
        new QuorumReached(
            new Settlement(APPROVED, List.of(approved(ADA, PAYMENTS, NOON).verdict()), null, null),
            CHECKED,
            NOON,
            until);
    var cool =
        caseOf(REQUEST)
            .given(opened(cooling(needs(PAYMENTS), cooldown)), offerMade(ADA, PAYMENTS))
            .when(approve(ADA, NOON))
            .then(approved(ADA, PAYMENTS, NOON), quorum)
            .when(new Consume(DIGEST, "paybot", false, NOON))
            .thenRefused(CaseRefusal.NOT_YET);
    cool.when(new Settle(1, until))
        .then(
            decidedApproved(until, approved(ADA, PAYMENTS, NOON).verdict()),
            closed(APPROVED, until));
    cool.when(new Undo(ADA, NOON))
        .then(new VerdictUndone(ADA.id(), NOON))
        .when(new Settle(1, until))
        .thenRefused(CaseRefusal.STALE_TIMER)
        .when(reject(ADA, NOON))
        .then(
            Transfers.rejected(ADA, PAYMENTS, NOON),
            Transfers.decidedRejected(NOON, Transfers.rejected(ADA, PAYMENTS, NOON).verdict()),
            closed(DecisionOutcome.REJECTED, NOON));
  }

  @Test
  void an_edit_makes_another_action_of_it_and_voids_what_was_said_before() {
    var edited =
        caseOf(REQUEST)
            .given(
                opened(editable(needs(TWO), "amount")),
                offerMade(1, ADA, TWO),
                offerMade(2, BEN, TWO),
                approved(ADA, TWO, NOON))
            .when(edit(BEN, SMALLER, new EditRuling.Denied()))
            .thenRefused(CaseRefusal.EDIT_NOT_COVERED)
            .when(edit(BEN, SMALLER, null))
            .thenRefused(CaseRefusal.EDIT_NOT_COVERED)
            .when(edit(BEN, new Edit("{}", OTHER_DIGEST, Set.of("iban")), new EditRuling.Allowed()))
            .thenRefused(CaseRefusal.NOT_EDITABLE)
            .when(edit(BEN, SMALLER, new EditRuling.Asks(needs(PAYMENTS))))
            .then(
                new VerdictGiven(
                    approved(BEN, TWO, NOON).verdict(),
                    DIGEST,
                    approved(BEN, TWO, NOON).reason(),
                    null,
                    new Terms(null, SMALLER, null)))
            .when(approve(ADA, NOON))
            .thenRefused(CaseRefusal.DIGEST_MISMATCH);
    var outcome =
        new CaseDecider()
            .decide(
                edited.state(),
                Transfers.give(ADA, VerdictKind.APPROVE, OTHER_DIGEST, CHECKED, NOON));
    assertThat(outcome.toString()).contains("APPROVED_WITH_EDITS");
  }

  @Test
  void an_approval_is_used_once_in_time_for_what_was_approved() {
    var usable =
        caseOf(REQUEST)
            .given(
                opened(needs(PAYMENTS)),
                offerMade(ADA, PAYMENTS),
                approved(ADA, PAYMENTS, NOON),
                decidedApproved(NOON, approved(ADA, PAYMENTS, NOON).verdict()),
                closed(APPROVED, NOON));
    Instant soon = NOON.plusSeconds(1);
    usable
        .when(new Consume(OTHER_DIGEST, "paybot", false, soon))
        .thenRefused(CaseRefusal.DIGEST_MISMATCH)
        .when(new Consume(DIGEST, "paybot", true, soon))
        .thenRefused(CaseRefusal.SUSPENDED)
        .when(new Consume(DIGEST, "paybot", false, NOON.plus(Duration.ofMinutes(10))))
        .thenRefused(CaseRefusal.USE_EXPIRED)
        .when(new Consume(DIGEST, "paybot", false, soon))
        .then(new Consumed(DIGEST, "paybot", soon))
        .when(new Consume(DIGEST, "paybot", false, soon))
        .thenRefused(CaseRefusal.ALREADY_CONSUMED);
  }

  @Test
  void a_question_with_options_is_answered_with_one_of_them() {
    Matter plain = Transfers.matter(needs(PAYMENTS));
    Matter asking =
        new Matter(
            plain.request(),
            null,
            plain.dossierDigest(),
            plain.ruling(),
            plain.requirement(),
            new ResponseForm(false, List.of("Monday", "Tuesday"), null),
            plain.openedAt(),
            plain.deadline(),
            plain.latest(),
            null);
    caseOf(REQUEST)
        .given(new CaseEvent.Opened(asking), offerMade(ADA, PAYMENTS))
        .when(approve(ADA, NOON))
        .thenRefused(CaseRefusal.NOT_ASKED)
        .when(answer("Friday"))
        .thenRefused(CaseRefusal.NOT_AN_OPTION);
    var outcome =
        new CaseDecider()
            .decide(
                caseOf(REQUEST)
                    .given(new CaseEvent.Opened(asking), offerMade(ADA, PAYMENTS))
                    .state(),
                answer("Tuesday"));
    assertThat(outcome.toString()).contains("outcome=ANSWERED").contains("answer=Tuesday");
  }

  private static GiveVerdict answer(String answer) {
    return new GiveVerdict(
        ADA,
        VerdictKind.ANSWER,
        DIGEST,
        Reason.NONE,
        Assurance.KEY,
        new Terms(answer, null, null),
        null,
        NOON);
  }

  private static GiveVerdict edit(
      io.humanlayer.routing.core.sentinels.Sentinel sentinel, Edit edit, EditRuling ruling) {
    return new GiveVerdict(
        sentinel,
        VerdictKind.APPROVE,
        DIGEST,
        CHECKED,
        Assurance.SESSION,
        new Terms(null, edit, null),
        ruling,
        NOON);
  }
}
