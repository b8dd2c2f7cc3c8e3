package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.policy.app.GrantStore;
import io.humanlayer.policy.app.Grants;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.grant.Fit;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Grounds.Granted;
import io.humanlayer.policy.core.request.ResponseForm;
import io.humanlayer.policy.outbound.SqlGrants;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Grants from the decision that makes them to the last use, on a real broker and database.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class GrantsTest {

  private static final OrganisationId LENIENT = new OrganisationId("lenient");
  private static final Instant DECIDED = Intake.NOON.plusSeconds(60);
  private static final Instant LATER = Intake.NOON.plusSeconds(120);

  private static final String STANDING =
      Engine.policy(
              """
              - {id: small, for: [pay], when: args.amount <= 100, ruling: ALLOW}
              - id: ask
                for: [pay]
                when: args.amount > 100
                ruling: ARBITRIUM
                require: {panels: [{panel: payments}], use: PT10M, grant: {max: PT1H, uses: 2, similar: args.currency == approved.args.currency && args.amount <= approved.args.amount}}
              - id: noted
                for: [pay]
                when: has(args.note)
                ruling: ARBITRIUM
                require: {panels: [{panel: cfo}], grant: {max: PT1H, uses: 9, similar: args.note == approved.args.note}}
              - {id: authority, for: [pay], when: args.amount > 5000, ruling: ARBITRIUM, require: {panels: [{panel: cfo}], tier: authority, grant: {max: PT1H, uses: 9, similar: 'true'}}}
              - {id: silent, for: [pay], when: 'args.amount == decimal("777")', ruling: ARBITRIUM, require: {panels: [{panel: cfo}]}}
              - {id: never, for: [pay], when: args.currency == "XXX", ruling: DENY}
              """)
          .replace("organisation: acme, name: test", "organisation: lenient, name: standing");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject Jdbi jdbi;
  @Inject Journal journal;
  @Inject GrantStore store;
  @Inject Grants grants;

  private TestKafka kafka;
  private Intake intake;
  private final String agent = "granted-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void open() {
    kafka = new TestKafka(servers);
    intake = new Intake(kafka, wire, "lenient");
    assertThat(Engine.flaws(STANDING)).isEmpty();
    intake.publish(STANDING, 1);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  private static String pay(String amount, String currency) {
    return "{\"amount\":\"%s\",\"currency\":\"%s\"}".formatted(amount, currency);
  }

  /// The ruling on a new request of the agent.
  private EventBody ask(String arguments, Instant at) {
    return ask(UUID.randomUUID(), arguments, at, 1);
  }

  private EventBody ask(UUID request, String arguments, Instant at, int number) {
    intake.submit(request, agent, "pay", arguments, at, "standing", number);
    return wire.decode(
        "io.humanlayer.rulings.Ruled", kafka.await("hl.rulings.v1", request.toString()).value());
  }

  private void decide(UUID request, String outcome, String operation, Instant at, int uses) {
    var values = intake.decided(request, agent, operation, outcome);
    values.put("decidedAt", at);
    if (uses > 0) {
      values.put("grant", Map.of("uses", uses, "until", at.plusSeconds(7_200)));
    }
    var event = "io.humanlayer.decisions.Decided";
    kafka.produce(
        "hl.decisions.v1",
        request.toString(),
        Intake.envelope(Contracts.type(event), request).headers(),
        wire.encode("hl.decisions.v1", EventBody.of(event, values)));
  }

  /// A grant of the agent, made by the approval of 500 EUR; the request that it came from.
  private UUID grant() {
    var request = UUID.randomUUID();
    assertThat(ask(request, pay("500", "EUR"), Intake.NOON, 1).text("ruling"))
        .isEqualTo("ARBITRIUM");
    decide(request, "APPROVED", "pay", DECIDED, 5);
    Await.until(() -> mine().size() == 1);
    return request;
  }

  private List<Grant> mine() {
    return store.list(LENIENT).stream().filter(grant -> grant.agent().equals(agent)).toList();
  }

  private String revokedWhy() {
    var revoked = mine().getFirst().revoked();
    return revoked == null ? "" : revoked.reasonCode();
  }

  private List<String> journalled(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select type from journal where key = :key order by position")
                .bind("key", Uuids.v5(request, "grant").toString())
                .mapTo(String.class)
                .list());
  }

  @Test
  void an_approval_with_a_grant_stands_for_similar_requests_until_it_is_used_up() {
    var source = grant();
    var grant = mine().getFirst();
    // Five uses and two hours were proposed; the rule permits two and one.
    assertThat(grant.uses()).isEqualTo(2);
    assertThat(grant.until()).isEqualTo(DECIDED.plusSeconds(3_600));
    assertThat(grant.sentinels()).containsExactly("ada");

    var first = UUID.randomUUID();
    var ruled = ask(first, pay("500", "EUR"), LATER, 1);

    assertThat(ruled.text("ruling")).isEqualTo("ALLOW");
    assertThat(ruled.record("grant").text("id")).isEqualTo(grant.id().toString());
    assertThat(ruled.record("grant").text("request")).isEqualTo(source.toString());
    assertThat(ruled.optionalRecord("requirement")).isNull();
    assertThat(ruled.records("rules")).extracting(r -> r.text("id")).containsExactly("ask");
    var decision =
        wire.decode(
            "io.humanlayer.decisions.Decided",
            kafka.await("hl.decisions.v1", first.toString()).value());
    assertThat(decision.text("outcome")).isEqualTo("APPROVED");
    assertThat(decision.text("basis")).isEqualTo("GRANT");
    assertThat(decision.record("underGrant").text("id")).isEqualTo(grant.id().toString());
    assertThat(decision.optionalInstant("usableUntil")).isEqualTo(LATER.plusSeconds(600));
    assertThat(decision.optionalRecord("grant")).isNull();

    assertThat(ask(pay("100.01", "EUR"), LATER).text("ruling")).isEqualTo("ALLOW");
    assertThat(ask(pay("101", "EUR"), LATER).text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(journalled(source))
        .containsExactly(
            "io.humanlayer.grants.GrantMade.v1",
            "io.humanlayer.grants.GrantUsed.v1",
            "io.humanlayer.grants.GrantUsed.v1");
    // What was answered stays, byte for byte, with the grant used up.
    intake.submit(first, agent, "pay", pay("500", "EUR"), LATER, "standing", 1);
    var twice = kafka.await("hl.rulings.v1", 2, m -> first.toString().equals(m.key()));
    assertThat(twice.get(1).value()).isEqualTo(twice.get(0).value());
  }

  @Test
  void what_no_grant_answered_at_first_no_later_grant_answers() {
    var early = UUID.randomUUID();
    ask(early, pay("300", "EUR"), LATER, 1);
    grant();

    intake.submit(early, agent, "pay", pay("300", "EUR"), LATER, "standing", 1);

    var twice = kafka.await("hl.rulings.v1", 2, m -> early.toString().equals(m.key()));
    assertThat(twice.get(1).value()).isEqualTo(twice.get(0).value());
    assertThat(mine().getFirst().usesLeft()).isEqualTo(2);
  }

  @Test
  void it_answers_nothing_else() {
    grant();

    assertThat(ask(pay("501", "EUR"), LATER).text("ruling")).as("dearer").isEqualTo("ARBITRIUM");
    assertThat(ask(pay("200", "USD"), LATER).text("ruling")).as("other").isEqualTo("ARBITRIUM");
    assertThat(ask(pay("200", "XXX"), LATER).text("ruling")).as("denied").isEqualTo("DENY");
    assertThat(
            ask("{\"amount\":\"200\",\"currency\":\"EUR\",\"note\":\"x\"}", LATER).text("ruling"))
        .as("another rule asks other people too")
        .isEqualTo("ARBITRIUM");
    assertThat(ask(pay("200", "EUR"), DECIDED.plusSeconds(3_600)).text("ruling"))
        .as("too late")
        .isEqualTo("ARBITRIUM");
    assertThat(mine().getFirst().usesLeft()).isEqualTo(2);
    assertThat(revokedWhy()).isEmpty();
  }

  @Test
  void authority_and_a_rule_that_permits_no_grant_make_none() {
    for (String amount : List.of("6000", "777")) {
      var request = UUID.randomUUID();
      ask(request, pay(amount, "EUR"), Intake.NOON, 1);
      decide(request, "APPROVED", "pay", DECIDED, 5);
    }
    grant();

    assertThat(mine()).hasSize(1);
  }

  @Test
  void a_use_of_a_grant_makes_no_grant() {
    var source = grant();
    var used = UUID.randomUUID();
    assertThat(ask(used, pay("400", "EUR"), LATER, 1).text("ruling")).isEqualTo("ALLOW");

    Await.until(() -> decided(used));
    assertThat(store.proposals(List.of(new RequestId(used)))).isEmpty();
    assertThat(store.proposals(List.of(new RequestId(source)))).hasSize(1);
  }

  @Test
  void a_rejection_of_the_like_ends_it_and_one_before_it_does_not() {
    var before = UUID.randomUUID();
    ask(before, pay("900", "EUR"), Intake.NOON, 1);
    decide(before, "REJECTED", "pay", DECIDED.minusSeconds(1), 0);
    grant();
    decide(UUID.randomUUID(), "REJECTED", "read", LATER, 0);
    var after = UUID.randomUUID();
    ask(after, pay("800", "EUR"), LATER, 1);
    assertThat(revokedWhy()).isEmpty();

    decide(after, "REJECTED", "pay", LATER, 0);

    Await.until(() -> revokedWhy().equals("rejected"));
    assertThat(ask(pay("200", "EUR"), LATER).text("ruling")).isEqualTo("ARBITRIUM");
  }

  @Test
  void a_rejection_that_is_known_before_the_grant_is_made_keeps_it_from_being_made() {
    var rejected = UUID.randomUUID();
    var approved = UUID.randomUUID();
    ask(rejected, pay("900", "EUR"), Intake.NOON, 1);
    ask(approved, pay("500", "EUR"), Intake.NOON, 1);
    decide(rejected, "REJECTED", "pay", LATER, 0);
    Await.until(() -> decided(rejected));
    decide(approved, "APPROVED", "pay", DECIDED, 5);
    Await.until(() -> decided(approved));

    assertThat(ask(pay("200", "EUR"), LATER.plusSeconds(9)).text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(mine()).isEmpty();
  }

  private boolean decided(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from recorded_request"
                        + " where request_id = :id and outcome is not null")
                .bind("id", request)
                .mapTo(Integer.class)
                .one()
                .equals(1));
  }

  @Test
  void another_text_of_the_policy_ends_it() {
    grant();
    intake.publish(STANDING.replace("uses: 2", "uses: 3"), 2);

    assertThat(ask(UUID.randomUUID(), pay("200", "EUR"), LATER, 2).text("ruling"))
        .isEqualTo("ARBITRIUM");

    assertThat(revokedWhy()).isEqualTo("policy-changed");
    intake.publish(STANDING, 1);
  }

  @Test
  void what_is_no_longer_in_force_ends_it_without_any_request() {
    grant();
    assertThat(grants.endOutdated(LATER)).isZero();

    intake.publish(STANDING.replace("uses: 2", "uses: 4"), 3);

    Await.until(() -> grants.endOutdated(LATER) > 0);
    assertThat(revokedWhy()).isEqualTo("policy-changed");
    intake.publish(STANDING, 1);
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN);
  }

  @Test
  void it_is_listed_and_an_operator_revokes_it_with_a_reason() {
    var source = grant();
    var id = mine().getFirst().id().toString();

    operator()
        .get("/v1/grants?organisation=lenient")
        .then()
        .statusCode(200)
        .body("grants.id", hasItem(id))
        .body("grants.find { it.id == '" + id + "' }.uses_left", equalTo(2))
        .body("grants.find { it.id == '" + id + "' }.revoked", nullValue());
    given().get("/v1/grants?organisation=lenient").then().statusCode(401);
    given().delete("/v1/grants/" + id + "?organisation=lenient&reason=x-y").then().statusCode(401);
    operator().delete("/v1/grants/" + id + "?organisation=lenient").then().statusCode(400);
    operator()
        .delete("/v1/grants/" + id + "?organisation=lenient&reason=Because of Olga")
        .then()
        .statusCode(400);
    operator()
        .delete("/v1/grants/" + id + "?organisation=other&reason=leak")
        .then()
        .statusCode(404);
    operator().delete("/v1/grants/none?organisation=lenient&reason=leak").then().statusCode(404);
    assertThat(revokedWhy()).isEmpty();

    for (int i = 0; i < 2; i++) {
      operator()
          .delete("/v1/grants/" + id + "?organisation=lenient&reason=supplier-leak")
          .then()
          .statusCode(204);
    }

    assertThat(revokedWhy()).isEqualTo("supplier-leak");
    assertThat(ask(pay("200", "EUR"), LATER).text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(journalled(source))
        .containsExactly(
            "io.humanlayer.grants.GrantMade.v1", "io.humanlayer.grants.GrantRevoked.v1");
  }

  @Test
  void of_many_requests_at_once_exactly_as_many_are_answered_as_it_has_uses() throws Exception {
    var org = new OrganisationId("g" + UUID.randomUUID().toString().substring(0, 8));
    store.make(
        new Grant(
            UUID.randomUUID(),
            org,
            new RequestId(UUID.randomUUID()),
            agent,
            "1",
            "pay",
            "sha256:a",
            "{}",
            List.of(),
            Set.of(),
            Set.of(),
            List.of("ada"),
            7,
            7,
            LATER.plusSeconds(60),
            DECIDED,
            null));
    var engines = List.of(new SqlGrants(jdbi, journal), new SqlGrants(jdbi, journal));
    var requests = IntStream.range(0, 40).mapToObj(_ -> request(org)).toList();
    var work = new ArrayList<Callable<Map.Entry<RequestId, Optional<Granted>>>>();
    for (var engine : engines) {
      for (var request : requests) {
        work.add(() -> Map.entry(request.id(), engine.use(request, _ -> new Fit.Answers())));
      }
    }
    Collections.shuffle(work, new Random(5));
    var answers = new HashMap<RequestId, Optional<Granted>>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(work)) {
        var answer = done.get();
        var other = answers.put(answer.getKey(), answer.getValue());
        assertThat(other == null || other.equals(answer.getValue())).isTrue();
      }
    }

    assertThat(answers.values().stream().filter(Optional::isPresent)).hasSize(7);
    assertThat(store.list(org).getFirst().usesLeft()).isZero();
  }

  private DecisionRequest request(OrganisationId org) {
    return new DecisionRequest(
        new RequestId(UUID.randomUUID()),
        org,
        new Requester(agent, null, "1", null),
        "pay",
        null,
        new Data.Struct(Map.of()),
        "sha256:a",
        "sha256:d",
        "authorized_decision",
        1,
        null,
        ResponseForm.LEAVE,
        false,
        Claims.NONE,
        List.of(),
        List.of(),
        LATER,
        LATER.plusSeconds(3_600),
        UUID.randomUUID(),
        null,
        null);
  }
}
