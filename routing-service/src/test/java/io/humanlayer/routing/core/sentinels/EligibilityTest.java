package io.humanlayer.routing.core.sentinels;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Seat.Moment;
import io.humanlayer.routing.core.sentinels.Standing.Duty;
import io.humanlayer.routing.core.sentinels.Standing.HeldMandate;
import io.humanlayer.routing.core.sentinels.Standing.Interest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EligibilityTest {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-05-05T18:00:00Z");
  private static final Standing GOOD = Standing.GOOD;
  private static final Sentinel ADA = person("ada", Source.INTERNAL, held("finance.payments"));

  @Test
  void whoever_is_qualified_and_there_is_asked() {
    assertThat(offered(ADA)).isEqualTo("finance.payments/1");
    assertThat(offered(person("eve", Source.INTERNAL, held("it.operations"))))
        .isEqualTo("NOT_QUALIFIED");
  }

  @Test
  void the_only_qualified_person_is_on_leave() {
    Sentinel onLeave = standing(ADA, it -> away(it, null));

    assertThat(offered(onLeave)).isEqualTo("AWAY");
    assertThat(offered(standing(ADA, it -> away(it, NOON)))).isEqualTo("finance.payments/1");
    assertThat(offered(standing(ADA, it -> away(it, NOON.plusMillis(1))))).isEqualTo("AWAY");
  }

  @Test
  void a_shift_ends_mid_case_and_who_holds_the_seat_may_finish_while_nobody_new_is_asked() {
    Sentinel offDuty = standing(ADA, it -> duty(it, new Duty(true, false, 1)));

    assertThat(offered(offDuty)).isEqualTo("OFF_DUTY");
    assertThat(at(Moment.VERDICT, offDuty)).isEqualTo("finance.payments/1");
    assertThat(offered(standing(ADA, it -> duty(it, new Duty(true, true, 1)))))
        .isEqualTo("finance.payments/1");
  }

  @Test
  void a_verdict_from_someone_who_lost_the_qualification_a_second_ago_does_not_count() {
    Sentinel lost =
        person(
            "ada",
            Source.INTERNAL,
            new Qualification("finance.payments", 1, JANUARY, NOON.minusSeconds(1), null));

    assertThat(at(Moment.VERDICT, lost)).isEqualTo("NOT_VALID");
    assertThat(at(Moment.CLAIM, lost)).isEqualTo("NOT_VALID");
  }

  @Test
  void nobody_is_asked_whose_qualification_ends_before_the_deadline() {
    Sentinel ending =
        person(
            "ada",
            Source.INTERNAL,
            new Qualification("finance.payments", 1, JANUARY, EVENING.minusSeconds(1), null));

    assertThat(offered(ending)).isEqualTo("NOT_VALID");
    assertThat(at(Moment.VERDICT, ending)).isEqualTo("finance.payments/1");
  }

  @ParameterizedTest
  @EnumSource
  void a_verdict_from_the_agents_owner_does_not_count(Moment moment) {
    assertThat(at(moment, person("otto", Source.INTERNAL, held("finance.payments"))))
        .isEqualTo("OWNS_THE_AGENT");
    Sentinel answersForIt =
        new Sentinel(
            ADA.organisation(),
            ADA.id(),
            "Ada",
            Source.INTERNAL,
            ADA.qualifications(),
            Set.of(),
            Set.of(),
            Set.of(new AgentId("paybot")));
    assertThat(at(moment, answersForIt)).isEqualTo("OWNS_THE_AGENT");
  }

  @ParameterizedTest
  @EnumSource
  void a_suspension_a_conflict_and_an_exclusion_hold_at_every_moment(Moment moment) {
    assertThat(at(moment, standing(ADA, EligibilityTest::suspended))).isEqualTo("SUSPENDED");
    assertThat(at(moment, standing(ADA, it -> proofed(it, null)))).isEqualTo("IDENTITY_UNVERIFIED");
    assertThat(at(moment, standing(ADA, it -> duty(it, new Duty(true, true, 2)))))
        .isEqualTo("IDENTITY_UNVERIFIED");
    assertThat(at(moment, standing(ADA, it -> duty(it, new Duty(false, true, 1)))))
        .isEqualTo("NOT_A_MEMBER");
    assertThat(at(moment, interested(Conflict.Kind.COUNTERPARTY, " puglia   HOSTING")))
        .isEqualTo("CONFLICT_OF_INTEREST");
    assertThat(at(moment, interested(Conflict.Kind.AGENT, "paybot")))
        .isEqualTo("CONFLICT_OF_INTEREST");
    assertThat(at(moment, interested(Conflict.Kind.PERSON, "otto")))
        .isEqualTo("CONFLICT_OF_INTEREST");
    assertThat(at(moment, interested(Conflict.Kind.COUNTERPARTY, "somebody else")))
        .isEqualTo("finance.payments/1");
    assertThat(at(moment, person("ben", Source.INTERNAL, held("finance.payments"))))
        .isEqualTo("EXCLUDED");
  }

  @Test
  void an_external_who_shares_a_house_with_a_party_is_not_asked() {
    Sentinel external = person("xeno", Source.EXTERNAL, held("finance.payments"));

    assertThat(offered(external)).isEqualTo("finance.payments/1");
    assertThat(offered(standing(external, it -> from(it, "puglia hosting", null))))
        .isEqualTo("SAME_HOUSE");
    assertThat(offered(standing(external, it -> from(it, null, "h-7")))).isEqualTo("SAME_HOUSE");
    assertThat(offered(standing(ADA, it -> from(it, null, "h-7")))).isEqualTo("finance.payments/1");
  }

  @Test
  void a_habilitation_bounds_operation_amount_and_jurisdiction() {
    assertThat(offered(scoped(new Scope(Set.of("payment.*"), Set.of("IT"), Set.of("it")), "12000")))
        .isEqualTo("finance.payments/1");
    assertThat(offered(scoped(new Scope(Set.of("invoice.pay"), Set.of(), Set.of()), null)))
        .isEqualTo("OUT_OF_SCOPE");
    assertThat(offered(scoped(Scope.UNBOUNDED, "11999.99"))).isEqualTo("AMOUNT");
    assertThat(offered(scoped(new Scope(Set.of(), Set.of("US"), Set.of()), null)))
        .isEqualTo("JURISDICTION");
  }

  @Test
  void whoever_is_full_is_not_asked_for_more() {
    assertThat(offered(standing(ADA, it -> load(it, 3, 3)))).isEqualTo("NO_CAPACITY");
    assertThat(offered(standing(ADA, it -> load(it, 2, 3)))).isEqualTo("finance.payments/1");
  }

  @Test
  void the_cfo_is_away_and_the_deputy_decides_within_25000() {
    assertThat(invoice("12000", deputy(carla())))
        .isEqualTo("finance.deputy-cfo/1 for carla, delegation d-12");
    assertThat(invoice("25000", deputy(carla()))).startsWith("finance.deputy-cfo/1 for carla");
    assertThat(invoice("25000.01", deputy(carla()))).isEqualTo("NOT_QUALIFIED");
    assertThat(invoice(null, deputy(carla()))).isEqualTo("NOT_QUALIFIED");
  }

  @Test
  void a_delegation_is_worth_no_more_than_who_gave_it() {
    Sentinel without = carla().with(List.of(held("finance.audit")));
    assertThat(invoice("12000", deputy(without))).isEqualTo("NOT_QUALIFIED");
    assertThat(invoice("12000", deputy(standing(carla(), EligibilityTest::suspended))))
        .isEqualTo("NOT_QUALIFIED");
    Sentinel owner = person("otto", Source.INTERNAL, held("finance.cfo"));
    assertThat(invoice("12000", deputy(owner))).isEqualTo("NOT_QUALIFIED");
    Sentinel unnamed = deputy(carla()).with(List.of(held("finance.audit")));
    assertThat(invoice("12000", unnamed)).isEqualTo("NOT_QUALIFIED");
  }

  private static String offered(Sentinel sentinel) {
    return at(Moment.OFFER, sentinel);
  }

  private static String at(Moment moment, Sentinel sentinel) {
    var profile =
        new Profile(
            "finance.payments",
            1,
            Set.of(Source.INTERNAL, Source.EXTERNAL),
            Set.of("it"),
            Set.of("IT"),
            new BigDecimal("12000"));
    return answer(profile, moment, sentinel);
  }

  private static String invoice(String amount, Sentinel sentinel) {
    var profile =
        new Profile(
            "finance.cfo",
            1,
            Set.of(Source.INTERNAL),
            Set.of(),
            Set.of(),
            amount == null ? null : new BigDecimal(amount),
            new DelegationRule("finance.deputy-cfo", new BigDecimal("25000")));
    return answer(profile, Moment.VERDICT, sentinel);
  }

  private static String answer(Profile profile, Moment moment, Sentinel sentinel) {
    var seat =
        new Seat(
            new OrganisationId("acme"),
            "payments",
            profile,
            "payment.transfer",
            EVENING,
            Set.of("requester", "agent-owner", "person:ben", "payee:Puglia Hosting"),
            new AgentId("paybot"),
            "otto",
            Set.of(new Affiliation(null, null, "h-7")));
    return switch (new Eligibility(seat, NOON, moment).of(sentinel)) {
      case Fitness.Fit(var authority) -> authority.habilitation();
      case Fitness.Unfit(var reason) -> reason.name();
    };
  }

  private static Sentinel carla() {
    return person("carla", Source.INTERNAL, held("finance.cfo"));
  }

  private static Sentinel deputy(Sentinel principal) {
    var delegation =
        new Delegation(
            "d-12",
            new SentinelId("dario"),
            "finance.cfo",
            "finance.deputy-cfo",
            null,
            JANUARY,
            EVENING);
    return standing(
        person("dario", Source.INTERNAL, held("finance.deputy-cfo")),
        it -> it.with(List.of(new HeldMandate(delegation, principal))));
  }

  private static Qualification held(String name) {
    return new Qualification(name, 1, JANUARY, null, null);
  }

  private static Sentinel scoped(Scope scope, String ceiling) {
    BigDecimal amount = ceiling == null ? null : new BigDecimal(ceiling);
    return person(
        "ada",
        Source.INTERNAL,
        new Qualification("finance.payments", 1, JANUARY, null, amount, scope, Evidence.NONE));
  }

  private static Sentinel person(String id, Source source, Qualification... held) {
    return new Sentinel(
        new OrganisationId("acme"),
        new SentinelId(id),
        id,
        source,
        List.of(held),
        Set.of("it", "en"),
        Set.of("IT"),
        Set.of());
  }

  private static Sentinel interested(Conflict.Kind kind, String value) {
    return standing(
        ADA,
        it ->
            new Standing(
                it.affiliation(),
                it.proofing(),
                it.suspended(),
                it.presence(),
                it.capacity(),
                it.load(),
                List.of(new Interest("c1", kind, value)),
                it.mandates(),
                it.duties()));
  }

  private static Sentinel standing(Sentinel sentinel, UnaryOperator<Standing> change) {
    return sentinel.with(change.apply(sentinel.standing()));
  }

  private static Standing suspended(Standing it) {
    return of(it.affiliation(), it.proofing(), "inquiry", it.presence(), 9, 0, Map.of());
  }

  private static Standing proofed(Standing it, Proofing proofing) {
    return of(it.affiliation(), proofing, null, it.presence(), 9, 0, Map.of());
  }

  private static Standing away(Standing it, Instant until) {
    var away = new Presence.Away(Presence.Cause.SAID_SO, until);
    return of(it.affiliation(), it.proofing(), null, away, 9, 0, Map.of());
  }

  private static Standing duty(Standing it, Duty duty) {
    return of(it.affiliation(), it.proofing(), null, it.presence(), 9, 0, Map.of("payments", duty));
  }

  private static Standing from(Standing it, String company, String household) {
    return of(
        new Affiliation("bench", company, household),
        it.proofing(),
        null,
        it.presence(),
        9,
        0,
        Map.of());
  }

  private static Standing load(Standing it, int load, int capacity) {
    return of(it.affiliation(), it.proofing(), null, it.presence(), capacity, load, Map.of());
  }

  private static Standing of(
      Affiliation affiliation,
      Proofing proofing,
      String suspended,
      Presence presence,
      int capacity,
      int load,
      Map<String, Duty> duties) {
    return new Standing(
        affiliation,
        proofing,
        suspended,
        presence,
        capacity,
        load,
        GOOD.interests(),
        GOOD.mandates(),
        duties);
  }
}
