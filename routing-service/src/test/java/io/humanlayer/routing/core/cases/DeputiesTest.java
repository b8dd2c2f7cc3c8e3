package io.humanlayer.routing.core.cases;

import static io.humanlayer.routing.core.cases.People.ACME;
import static io.humanlayer.routing.core.cases.People.ADA;
import static io.humanlayer.routing.core.cases.People.BEN;
import static io.humanlayer.routing.core.cases.People.LONG_AGO;
import static io.humanlayer.routing.core.cases.Transfers.EVENING;
import static io.humanlayer.routing.core.cases.Transfers.MORNING;
import static io.humanlayer.routing.core.cases.Transfers.NOON;
import static io.humanlayer.routing.core.cases.Transfers.REQUEST;
import static io.humanlayer.routing.core.cases.Transfers.approve;
import static io.humanlayer.routing.core.cases.Transfers.caseOf;
import static io.humanlayer.routing.core.cases.Transfers.needs;
import static io.humanlayer.routing.core.cases.Transfers.opened;
import static io.humanlayer.routing.core.cases.Transfers.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseCommand.Claim;
import io.humanlayer.routing.core.cases.CaseCommand.Route;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.OfferWithdrawn;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.DelegationRule;
import io.humanlayer.routing.core.sentinels.Profile;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.routing.core.sentinels.Standing.HeldMandate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The CFO is away, or there: what her deputies may, and that with her they are one person.
class DeputiesTest {

  private static final Sentinel CARLA = person("carla", "finance.cfo");
  private static final Sentinel DARIO = deputy("dario", "d-12", CARLA);
  private static final Sentinel ELIO = deputy("elio", "d-13", CARLA);
  private static final Behalf FOR_CARLA = new Behalf(CARLA.id(), "d-12");

  @Test
  void a_deputy_decides_for_the_cfo_and_verdict_and_decision_say_so() {
    var told = new ArrayList<CaseEvent>();
    Case asked = after(cfo(1, "20000"), told, route(DARIO));
    assertThat(offers(told)).extracting(Offer::behalf).containsExactly(FOR_CARLA);

    asked = after(asked, told, new Claim(DARIO, NOON));
    after(asked, told, approve(DARIO, NOON));

    assertThat(told).anySatisfy(it -> assertThat(behalf(it)).isEqualTo(FOR_CARLA));
    assertThat(told)
        .filteredOn(Decided.class::isInstance)
        .singleElement()
        .satisfies(
            it ->
                assertThat(((Decided) it).verdicts())
                    .singleElement()
                    .satisfies(
                        verdict -> {
                          assertThat(verdict.behalf()).isEqualTo(FOR_CARLA);
                          assertThat(verdict.habilitation())
                              .isEqualTo("finance.deputy-cfo/1 for carla, delegation d-12");
                        }));
  }

  @Test
  void above_what_was_delegated_a_deputy_is_neither_asked_nor_heard() {
    var told = new ArrayList<CaseEvent>();
    after(cfo(1, "25000.01"), told, route(DARIO));
    assertThat(offers(told)).isEmpty();

    refused(given(cfo(1, "25000.01"), offer(1, DARIO, FOR_CARLA)), approve(DARIO, NOON))
        .isEqualTo(CaseRefusal.NOT_ELIGIBLE);
  }

  @Test
  void a_delegation_that_was_taken_back_a_second_ago_is_worth_nothing() {
    Case asked = given(cfo(1, "20000"), offer(1, DARIO, FOR_CARLA));

    refused(asked, approve(DARIO.with(DARIO.standing().with(List.of())), NOON))
        .isEqualTo(CaseRefusal.NOT_ELIGIBLE);
  }

  @Test
  void the_cfo_and_her_deputies_fill_one_of_two_seats() {
    Case asked =
        given(
            cfo(2, "20000"),
            offer(1, CARLA, null),
            offer(2, DARIO, FOR_CARLA),
            offer(3, ELIO, new Behalf(CARLA.id(), "d-13")));
    assertThat(((Case.Open) asked).emptySeats()).containsExactly("cfo");

    Case answered = after(asked, new ArrayList<>(), approve(CARLA, NOON));

    refused(answered, approve(DARIO, NOON)).isEqualTo(CaseRefusal.ALREADY_GIVEN);
    refused(answered, reject(ELIO, NOON)).isEqualTo(CaseRefusal.ALREADY_GIVEN);
    refused(answered, new Claim(DARIO, NOON)).isEqualTo(CaseRefusal.SEAT_TAKEN);
  }

  @Test
  void whoever_of_them_takes_the_seat_has_it_and_the_others_offers_are_withdrawn() {
    Case asked = given(cfo(2, "20000"), offer(1, CARLA, null), offer(2, DARIO, FOR_CARLA));
    var told = new ArrayList<CaseEvent>();

    after(asked, told, new Claim(DARIO, NOON));

    assertThat(told)
        .filteredOn(OfferWithdrawn.class::isInstance)
        .containsExactly(new OfferWithdrawn(1, CARLA.id(), "cfo", NOON));
  }

  @Test
  void somebody_else_is_asked_before_a_second_deputy_of_the_same_person() {
    Sentinel fay = person("fay", "finance.cfo");
    Sentinel gus = person("gus", "finance.cfo");
    var told = new ArrayList<CaseEvent>();

    after(cfo(2, "20000"), told, route(DARIO, ELIO, fay, CARLA, gus));

    assertThat(offers(told))
        .extracting(Offer::sentinel)
        .containsExactly(fay.id(), CARLA.id(), gus.id());
    told.clear();
    after(cfo(2, "20000"), told, route(DARIO, ELIO, fay));
    assertThat(offers(told))
        .extracting(Offer::sentinel)
        .containsExactly(fay.id(), DARIO.id(), ELIO.id());
  }

  @Test
  void a_deputy_who_also_knows_payments_does_not_fill_two_seats_by_it() {
    Sentinel both =
        deputy("hal", "d-14", CARLA)
            .with(List.of(held("finance.deputy-cfo"), held("finance.payments")));
    Requirement distinct = Transfers.needsDistinct(cfoPanel(1, "20000"), Transfers.PAYMENTS);
    Case asked =
        given(
            distinct,
            new OfferMade(
                new Offer(1, both.id(), "cfo", MORNING, EVENING, new Behalf(CARLA.id(), "d-14"))),
            new OfferMade(new Offer(2, both.id(), "payments", MORNING, EVENING)));

    Case answered = after(asked, new ArrayList<>(), approve(both, NOON));

    assertThat(answered).isInstanceOf(Case.Open.class);
    var told = new ArrayList<CaseEvent>();
    Case more =
        given(
            distinct,
            new OfferMade(new Offer(3, ADA.id(), "payments", MORNING, EVENING)),
            offer(4, both, new Behalf(CARLA.id(), "d-14")));
    more = after(more, told, approve(ADA, NOON));
    after(more, told, approve(both, NOON));
    assertThat(told).anyMatch(Decided.class::isInstance);
  }

  @Test
  void what_bars_the_cfo_bars_her_deputy() {
    Sentinel owner =
        new Sentinel(
            ACME,
            CARLA.id(),
            "carla",
            Source.INTERNAL,
            CARLA.qualifications(),
            CARLA.languages(),
            CARLA.jurisdictions(),
            Set.of(People.PAYBOT));
    var told = new ArrayList<CaseEvent>();

    after(cfo(1, "20000"), told, route(deputy("dario", "d-12", owner)));

    assertThat(offers(told)).isEmpty();
  }

  @Test
  void nobody_sits_for_somebody_where_policy_does_not_let_them() {
    var told = new ArrayList<CaseEvent>();
    after(needs(Transfers.CFO), told, route(DARIO, BEN));
    assertThat(offers(told)).extracting(Offer::sentinel).containsExactly(BEN.id());
  }

  private static Requirement cfo(int approvals, String amount) {
    return needs(cfoPanel(approvals, amount));
  }

  private static Panel cfoPanel(int approvals, String amount) {
    return new Panel(
        "cfo",
        new Profile(
            "finance.cfo",
            1,
            Set.of(Source.INTERNAL),
            Set.of(),
            Set.of(),
            new BigDecimal(amount),
            new DelegationRule("finance.deputy-cfo", new BigDecimal("25000"))),
        new Quorum(approvals, 1));
  }

  private static Route route(Sentinel... people) {
    return new Route(
        Stream.of("cfo", "payments")
            .map(
                panel ->
                    new Pool(
                        panel,
                        Stream.of(people).map(it -> new Candidate(it, false)).toList(),
                        null))
            .toList(),
        MORNING);
  }

  private static OfferMade offer(int number, Sentinel sentinel, Behalf behalf) {
    return new OfferMade(new Offer(number, sentinel.id(), "cfo", MORNING, EVENING, behalf));
  }

  private static Case given(Requirement requirement, CaseEvent... events) {
    return caseOf(REQUEST).given(opened(requirement)).given(events).state();
  }

  private static Case after(Requirement requirement, List<CaseEvent> told, CaseCommand command) {
    return after(given(requirement), told, command);
  }

  private static Case after(Case state, List<CaseEvent> told, CaseCommand command) {
    var decider = new CaseDecider();
    Outcome<CaseEvent> outcome = decider.decide(state, command);
    assertThat(outcome).as("%s", command).isInstanceOf(Outcome.Accepted.class);
    Case next = state;
    for (CaseEvent event : ((Outcome.Accepted<CaseEvent>) outcome).events()) {
      told.add(event);
      next = decider.evolve(next, event);
    }
    return next;
  }

  private static org.assertj.core.api.AbstractObjectAssert<?, ?> refused(
      Case state, CaseCommand command) {
    Outcome<CaseEvent> outcome = new CaseDecider().decide(state, command);
    assertThat(outcome).as("%s", command).isInstanceOf(Outcome.Refused.class);
    return assertThat((Object) ((Outcome.Refused<CaseEvent>) outcome).reason());
  }

  private static List<Offer> offers(List<CaseEvent> told) {
    return told.stream()
        .filter(OfferMade.class::isInstance)
        .map(it -> ((OfferMade) it).offer())
        .toList();
  }

  private static Behalf behalf(CaseEvent event) {
    return event instanceof VerdictGiven given ? given.verdict().behalf() : null;
  }

  private static Sentinel deputy(String id, String delegation, Sentinel principal) {
    Sentinel deputy = person(id, "finance.deputy-cfo");
    var mandate =
        new Delegation(
            delegation,
            deputy.id(),
            "finance.cfo",
            "finance.deputy-cfo",
            new BigDecimal("25000"),
            MORNING.minusSeconds(60),
            EVENING);
    return deputy.with(deputy.standing().with(List.of(new HeldMandate(mandate, principal))));
  }

  private static Qualification held(String name) {
    return new Qualification(name, 1, LONG_AGO, null, null);
  }

  private static Sentinel person(String id, String qualification) {
    return new Sentinel(
        ACME,
        new SentinelId(id),
        id,
        Source.INTERNAL,
        List.of(held(qualification)),
        Set.of("en"),
        Set.of("EU"),
        Set.of());
  }
}
