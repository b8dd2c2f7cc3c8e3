package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.People.BEN;
import static io.humanlayer.routing.core.cases.People.CLEO;
import static io.humanlayer.routing.core.cases.People.DORA;
import static io.humanlayer.routing.core.cases.People.EVE;
import static io.humanlayer.routing.core.cases.People.MAL;
import static io.humanlayer.routing.core.cases.People.OTTO;
import static io.humanlayer.routing.core.cases.People.PAM;
import static io.humanlayer.routing.core.cases.People.unqualified;
import static io.humanlayer.routing.core.cases.Transfers.CFO;
import static io.humanlayer.routing.core.cases.Transfers.EVENING;
import static io.humanlayer.routing.core.cases.Transfers.MORNING;
import static io.humanlayer.routing.core.cases.Transfers.NOON;
import static io.humanlayer.routing.core.cases.Transfers.PAYMENTS;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.RULING;
import static io.humanlayer.routing.core.cases.Transfers.caseOf;
import static io.humanlayer.routing.core.cases.Transfers.dossierViewed;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.needsDistinct;
import static io.humanlayer.routing.core.cases.Transfers.offerMade;
import static io.humanlayer.routing.core.cases.Transfers.open;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.payments;
import static io.humanlayer.routing.core.cases.Transfers.route;
import static io.humanlayer.routing.core.cases.Transfers.routeAt;
import static io.humanlayer.routing.core.cases.Transfers.show;
import static io.humanlayer.routing.core.cases.Transfers.unroutable;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.routing.core.cases.CaseCommand.Open;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpeningAndRoutingTest {

  @Test
  void opening_freezes_the_requirement_and_makes_the_deadline_an_instant() {
    caseOf(REQUEST).when(open(needs(PAYMENTS))).then(opened(needs(PAYMENTS)));
  }

  @Test
  void no_deadline_is_later_than_the_end_of_the_request() {
    Open wide =
        new Open(
            REQUEST,
            null,
            "sha256:dossier",
            RULING,
            needs(PAYMENTS),
            ResponseForm.LEAVE,
            Duration.ofDays(9),
            EVENING,
            null,
            MORNING);

    Matter matter =
        new Matter(
            REQUEST,
            null,
            "sha256:dossier",
            RULING,
            needs(PAYMENTS),
            ResponseForm.LEAVE,
            MORNING,
            EVENING,
            EVENING,
            null);
    caseOf(REQUEST).when(wide).then(new Opened(matter));
  }

  @Test
  void a_request_has_one_case() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)))
        .when(open(needs(CFO)))
        .thenRefused(CaseRefusal.ALREADY_OPEN);
  }

  @Test
  void the_best_of_each_panel_are_asked_one_more_than_there_are_seats() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS, CFO)))
        .when(route(EVE, CLEO, ADA, BEN))
        .then(
            offerMade(1, CLEO, PAYMENTS),
            offerMade(2, ADA, PAYMENTS),
            offerMade(3, CLEO, CFO),
            offerMade(4, BEN, CFO));
  }

  @Test
  void nobody_gets_the_same_offer_twice() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)))
        .when(route(ADA))
        .then(offerMade(1, ADA, PAYMENTS))
        .when(route(ADA))
        .thenNothingNew()
        .when(route(ADA, BEN))
        .then(offerMade(2, BEN, PAYMENTS));
  }

  @Test
  void outsiders_are_asked_only_where_the_own_people_are_too_few() {
    caseOf(REQUEST)
        .given(opened(needs(payments(1, 1))))
        .when(route(ADA, DORA))
        .then(offerMade(ADA, PAYMENTS));
    caseOf(REQUEST)
        .given(opened(needs(payments(1, 1))))
        .when(route(DORA))
        .then(offerMade(DORA, PAYMENTS));
    caseOf(REQUEST)
        .given(opened(needs(payments(2, 1))))
        .when(route(ADA, DORA))
        .then(offerMade(1, ADA, PAYMENTS), offerMade(2, DORA, PAYMENTS));
  }

  @Test
  void whoever_answers_for_the_agent_is_not_asked() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)))
        .when(route(OTTO, PAM))
        .then(unroutable(PAYMENTS));
  }

  @Test
  void a_sentinel_of_another_organisation_is_not_asked() {
    caseOf(REQUEST).given(opened(needs(PAYMENTS))).when(route(MAL)).then(unroutable(PAYMENTS));
  }

  @Test
  void a_panel_that_is_short_is_said_once_and_filled_when_somebody_comes() {
    var waiting =
        caseOf(REQUEST)
            .given(opened(needs(PAYMENTS, CFO)))
            .when(route(ADA))
            .then(offerMade(ADA, PAYMENTS), unroutable(CFO))
            .when(route(ADA, EVE))
            .thenNothingNew();
    assertThat(waiting.state()).isInstanceOf(Case.Unroutable.class);

    var routed =
        waiting.when(route(ADA, BEN)).then(offerMade(2, BEN, PAYMENTS), offerMade(3, BEN, CFO));
    assertThat(routed.state()).isInstanceOf(Case.Offered.class);
  }

  @Test
  void one_person_does_not_fill_two_panels_where_people_must_be_distinct() {
    caseOf(REQUEST)
        .given(opened(needsDistinct(PAYMENTS, CFO)))
        .when(route(BEN))
        .then(offerMade(1, BEN, PAYMENTS), offerMade(2, BEN, CFO), unroutable(CFO));
  }

  @Test
  void nothing_is_offered_after_the_deadline() {
    caseOf(REQUEST)
        .given(opened(needs(PAYMENTS)))
        .when(routeAt(EVENING, ADA))
        .thenRefused(CaseRefusal.DEADLINE_PASSED);
  }

  @Test
  void there_is_nothing_to_do_in_a_case_that_was_never_opened() {
    caseOf(REQUEST)
        .when(route(ADA))
        .thenRefused(CaseRefusal.NO_SUCH_CASE)
        .when(show(ADA, NOON))
        .thenRefused(CaseRefusal.NO_SUCH_CASE)
        .when(Transfers.approve(ADA, NOON))
        .thenRefused(CaseRefusal.NO_SUCH_CASE)
        .when(Transfers.expire(EVENING))
        .thenRefused(CaseRefusal.NO_SUCH_CASE);
  }

  @Test
  void the_dossier_is_shown_to_those_who_may_decide_and_each_view_is_recorded() {
    var offered = caseOf(REQUEST).given(opened(needs(PAYMENTS)), offerMade(ADA, PAYMENTS));

    offered.when(show(ADA, NOON)).then(dossierViewed(ADA, NOON));
    offered.when(show(BEN, NOON)).thenRefused(CaseRefusal.NOT_YOUR_SEAT);
    offered.when(show(MAL, NOON)).thenRefused(CaseRefusal.NOT_YOUR_SEAT);
    offered.when(show(unqualified(ADA), NOON)).thenRefused(CaseRefusal.NOT_ELIGIBLE);
    offered.when(show(ADA, EVENING)).thenRefused(CaseRefusal.DEADLINE_PASSED);
  }
}
