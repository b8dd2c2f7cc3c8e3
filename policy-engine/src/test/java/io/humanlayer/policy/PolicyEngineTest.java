package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The service on a real broker, database and registry.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyEngineTest {

  private static final String RULINGS = "hl.rulings.v1";
  private static final String DECISIONS = "hl.decisions.v1";
  private static final String BARI = "{\"city\":\"Bari\"}";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject Jdbi jdbi;

  private TestKafka kafka;
  private Intake intake;

  @BeforeEach
  void open() {
    kafka = new TestKafka(servers);
    intake = new Intake(kafka, wire);
    intake.publish(Engine.acmeBaseline(), 1);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  private static UUID aRequest() {
    return UUID.randomUUID();
  }

  private EventBody ruled(ConsumerRecord<String, byte[]> message) {
    return wire.decode("io.humanlayer.rulings.Ruled", message.value());
  }

  private EventBody rulingOf(UUID request) {
    return ruled(kafka.await(RULINGS, request.toString()));
  }

  private static String transfer(String amount) {
    return "{\"amount\":\"%s\",\"currency\":\"EUR\",\"iban\":\"X\",\"recipient\":\"Y\"}"
        .formatted(amount);
  }

  private static String header(ConsumerRecord<String, byte[]> message, String name) {
    return Envelope.text(message.headers(), name);
  }

  private static RequestSpecification operator() {
    return given().header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN);
  }

  @Test
  void an_allowed_request_has_its_ruling_and_its_decision() {
    var request = aRequest();

    intake.submit(request, "buyer", "weather.fetch", BARI, Intake.NOON, 1);

    var ruling = rulingOf(request);
    assertThat(ruling.text("ruling")).isEqualTo("ALLOW");
    assertThat(ruling.instant("ruledAt")).isEqualTo(Intake.NOON);
    assertThat(ruling.records("rules"))
        .extracting(r -> r.text("id"))
        .containsExactly("weather-auto");
    assertThat(ruling.optionalRecord("requirement")).isNull();
    var message = kafka.await(DECISIONS, request.toString());
    var decision = wire.decode("io.humanlayer.decisions.Decided", message.value());
    assertThat(decision.text("outcome")).isEqualTo("APPROVED");
    assertThat(decision.text("basis")).isEqualTo("POLICY");
    assertThat(decision.optionalInstant("usableUntil")).isEqualTo(Intake.NOON.plusSeconds(600));
    assertThat(decision.records("policies").getFirst().integer("number")).isEqualTo(1);
    assertThat(header(message, "ce_subject")).isEqualTo(request.toString());
    assertThat(header(message, "traceparent")).startsWith("00-4bf92f3577b34da6");
  }

  @Test
  void a_request_at_the_threshold_says_who_must_decide_and_is_not_decided() {
    var asked = aRequest();
    var denied = aRequest();

    intake.submit(asked, "careful", "payment.transfer", transfer("1500"), Intake.NOON, 1);
    intake.submit(
        denied,
        "careful",
        "resource.delete",
        "{\"environment\":\"dev\",\"resources\":[\"backup/7\"]}",
        Intake.NOON,
        1);

    var ruling = rulingOf(asked);
    assertThat(ruling.text("ruling")).isEqualTo("ARBITRIUM");
    var requirement = ruling.record("requirement");
    assertThat(requirement.text("tier")).isEqualTo("expert");
    assertThat(requirement.text("deadline")).isEqualTo("PT15M");
    var panel = requirement.records("panels").getFirst();
    assertThat(panel.text("qualification")).isEqualTo("finance.payments");
    assertThat(panel.texts("sources")).containsExactly("internal", "external");
    assertThat(panel.text("ceiling")).isEqualTo("1500");
    assertThat(panel.texts("reveals")).containsExactly("amount", "currency");
    assertThat(panel.optionalRecord("delegation")).isNull();
    var delegation =
        requirement.records("escalate").getFirst().record("panel").record("delegation");
    assertThat(delegation.text("to")).isEqualTo("finance.deputy-cfo");
    assertThat(delegation.text("upTo")).isEqualTo("25000");
    var decision =
        wire.decode(
            "io.humanlayer.decisions.Decided", kafka.await(DECISIONS, denied.toString()).value());
    assertThat(decision.text("outcome")).isEqualTo("REJECTED");
    assertThat(decision.text("reason")).contains("delete-backups");
    assertThat(kafka.read(DECISIONS)).noneMatch(m -> asked.toString().equals(m.key()));
  }

  @Test
  void a_redelivered_request_is_published_again_byte_for_byte() {
    var request = aRequest();

    intake.submit(request, "repeater", "payment.transfer", transfer("900"), Intake.NOON, 1);
    kafka.await(RULINGS, request.toString());
    intake.submit(aRequest(), "repeater", "payment.transfer", transfer("900"), Intake.NOON, 1);
    intake.submit(request, "repeater", "payment.transfer", transfer("900"), Intake.NOON, 1);

    for (String topic : List.of(RULINGS, DECISIONS)) {
      var twice = kafka.await(topic, 2, m -> request.toString().equals(m.key()));
      assertThat(twice.get(0).value()).isEqualTo(twice.get(1).value());
      assertThat(twice.get(0).headers().toArray()).isEqualTo(twice.get(1).headers().toArray());
      assertThat(twice.get(0).timestamp()).isEqualTo(twice.get(1).timestamp());
    }
  }

  @Test
  void a_limit_counts_each_request_once_within_its_window() {
    var requests = List.of(aRequest(), aRequest(), aRequest(), aRequest());
    var later = aRequest();

    requests.forEach(
        request ->
            intake.submit(request, "spender", "payment.transfer", transfer("900"), Intake.NOON, 1));
    intake.submit(
        requests.getFirst(), "spender", "payment.transfer", transfer("900"), Intake.NOON, 1);
    intake.submit(
        later, "spender", "payment.transfer", transfer("900"), Intake.NOON.plusSeconds(3600), 1);

    assertThat(rulingOf(requests.get(2)).text("ruling")).isEqualTo("ALLOW");
    var fourth = rulingOf(requests.get(3));
    assertThat(fourth.text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(fourth.records("rules"))
        .extracting(r -> r.text("id"))
        .containsExactly("transfer-small", "money-velocity");
    assertThat(rulingOf(later).text("ruling")).isEqualTo("ALLOW");
    int counted =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from limit_entry where limit_name = 'money_hour'"
                            + " and key = 'spender'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(counted).isEqualTo(5);
  }

  @Test
  void without_a_policy_a_human_of_the_default_panel_decides() {
    var request = aRequest();

    intake.submit(request, "stranger", "weather.fetch", BARI, Intake.NOON, null);

    var ruling = rulingOf(request);
    assertThat(ruling.text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(ruling.texts("errors")).containsExactly("no policy");
    var requirement = ruling.record("requirement");
    assertThat(requirement.text("onTimeout")).isEqualTo("DENY");
    assertThat(requirement.records("panels").getFirst().text("qualification"))
        .isEqualTo("humanlayer.default");
  }

  @Test
  void arguments_that_are_no_json_are_ruled_upon_all_the_same() {
    var request = aRequest();

    intake.submit(request, "garbler", "weather.fetch", "{\"city\": NaN}", Intake.NOON, 1);

    assertThat(rulingOf(request).text("ruling")).isEqualTo("DENY");
  }

  @Test
  void a_request_waits_for_the_policy_that_it_names() {
    var request = aRequest();
    var late = Engine.acmeBaseline().replace("name: baseline", "name: late");

    intake.submit(request, "early", "weather.fetch", BARI, Intake.NOON, "late", 7);
    intake.publish(late, 7);

    assertThat(rulingOf(request).records("policies").getFirst().integer("number")).isEqualTo(7);
  }

  @Test
  void a_poisonous_record_goes_to_the_dead_letters_and_the_next_one_flows() {
    var after = aRequest();
    var type = "io.humanlayer.intake.RequestSubmitted.v1";

    kafka.produce(
        Intake.TOPIC,
        "acme|poisoned",
        Intake.envelope(type, aRequest()).headers(),
        "not avro".getBytes(StandardCharsets.UTF_8));
    intake.submit(after, "poisoned", "weather.fetch", BARI, Intake.NOON, 1);

    assertThat(rulingOf(after).text("ruling")).isEqualTo("ALLOW");
    var dead = kafka.await("hl.intake.v1.policy-engine.dlq", "acme|poisoned");
    assertThat(header(dead, "dead-letter-reason")).isNotBlank();
    assertThat(dead.value()).isEqualTo("not avro".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_policy_whose_tests_fail_or_that_does_not_compile_is_refused_with_the_reasons() {
    operator()
        .contentType("text/yaml")
        .body(
            Engine.acmeBaseline()
                .replace("args.amount > 1000\n", "args.amount > 2000\n")
                .getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies?organisation=acme")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.detail", hasItem(containsString("one cent more asks")));
    operator()
        .contentType("text/yaml")
        .body(
            Engine.acmeBaseline()
                .replace("args.to == 0", "args.too == 0")
                .getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies?organisation=acme")
        .then()
        .statusCode(422)
        .body("errors", hasSize(1))
        .body("errors[0].pointer", containsString("/spec/rules/"));
    operator()
        .contentType("text/yaml")
        .body("a: 1\na: 2".getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies?organisation=acme")
        .then()
        .statusCode(422)
        .body("errors[0].detail", containsString("line 2, column 1"));
    operator()
        .contentType("text/yaml")
        .body(Engine.acmeBaseline().getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies?organisation=other")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/metadata/organisation"));
    given()
        .contentType("text/yaml")
        .body(Engine.acmeBaseline().getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies?organisation=acme")
        .then()
        .statusCode(401);
  }

  @Test
  void a_dry_run_explains_what_the_policies_in_force_would_say() {
    var request = aRequest();
    intake.submit(request, "warmer", "weather.fetch", BARI, Intake.NOON, 1);
    rulingOf(request);

    var body =
        """
        {"organisation":"acme","operation":"transfer_money","arguments":%s,"claims":{"confidence":0.5},
         "limits":{"money_hour":"900"}}
        """
            .formatted(transfer("900"));
    Await.until(
        () ->
            operator()
                .contentType("application/json")
                .body(body)
                .post("/v1/evaluate")
                .then()
                .extract()
                .asString()
                .contains("baseline"));
    operator()
        .contentType("application/json")
        .body(body)
        .post("/v1/evaluate")
        .then()
        .statusCode(200)
        .body("ruling", equalTo("ARBITRIUM"))
        .body(
            "policies.find { it.name == 'baseline' }.rules",
            equalTo(List.of("low-confidence", "transfer-small")))
        .body(
            "policies.find { it.name == 'baseline' }.explanation.find { it.rule == 'transfer-small' }"
                + ".when.find { it.clause == 'args.amount <= 1000' }.seen",
            equalTo("args.amount = 900"))
        .body("smallest_change[0].variable", equalTo("claims.confidence"))
        .body("requirement.panels[0].name", equalTo("duty-manager"));
    operator()
        .contentType("application/json")
        .body("{\"organisation\":\"acme\",\"operation\":\"x\",\"oops\":1}")
        .post("/v1/evaluate")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/oops"));
  }

  @Test
  void a_shadow_is_asked_beside_the_enforced_policy_and_changes_nothing() {
    var request = aRequest();
    intake.publish(
        Engine.acmeBaseline()
            .replace("args.amount <= 1000'", "args.amount <= 500'")
            .replace(
                "name: 1000 passes,              do: transfer_money, args: {amount: \"1000.00\"",
                "name: 500 passes, do: transfer_money, args: {amount: \"500.00\"")
            .replace(
                "smurfing asks,            do: transfer_money, args: {amount: \"900\"",
                "smurfing asks, do: transfer_money, args: {amount: \"400\""),
        2);

    intake.submit(
        request, "shadowed", "payment.transfer", transfer("900"), Intake.NOON, "baseline", 1, 2);

    var ruling = rulingOf(request);
    assertThat(ruling.text("ruling")).isEqualTo("ALLOW");
    assertThat(ruling.records("policies")).hasSize(1);
    assertThat(ruling.records("shadow"))
        .singleElement()
        .satisfies(
            shadow -> {
              assertThat(shadow.text("policy")).isEqualTo("organisation/baseline/2");
              assertThat(shadow.text("ruling")).isEqualTo("ARBITRIUM");
            });
    Await.until(
        () ->
            operator()
                .get("/v1/policies/organisation/baseline/shadow?organisation=acme")
                .then()
                .extract()
                .asString()
                .contains(request.toString()));
    operator()
        .get("/v1/policies/organisation/baseline/shadow?organisation=acme")
        .then()
        .body(
            "rulings.find { it.number == 2 && it.enforced == 'ALLOW' }.shadow",
            equalTo("ARBITRIUM"));
  }

  @Test
  void a_rule_that_throws_asks_a_human_and_alerts_the_owner_of_the_policy() {
    var request = aRequest();
    var throwing =
        Engine.policy(
                "- {id: first-item, for: [read], when: 'args.what[7] == \"x\"', ruling: DENY}")
            .replace("name: test", "name: throwing");
    intake.publish(throwing, 1);

    intake.submit(request, "unlucky", "read", "{\"what\":[\"a\"]}", Intake.NOON, "throwing", 1);

    assertThat(rulingOf(request).text("ruling")).isEqualTo("ARBITRIUM");
    Await.until(
        () ->
            operator()
                .get("/v1/policies/alerts?organisation=acme")
                .then()
                .extract()
                .asString()
                .contains("first-item"));
    operator()
        .get("/v1/policies/alerts?organisation=acme")
        .then()
        .body("alerts.find { it.rule == 'first-item' }.operation", equalTo("read"))
        .body("alerts.find { it.rule == 'first-item' }.last_request", equalTo(request.toString()));
  }

  @Test
  void a_policy_that_nobody_signed_is_not_obeyed() {
    var request = aRequest();
    intake.publishUnsigned(Engine.acmeBaseline().replace("name: baseline", "name: unsigned"), 1);

    intake.submit(request, "tricked", "weather.fetch", BARI, Intake.NOON, "unsigned", 1);

    var ruling = rulingOf(request);
    assertThat(ruling.text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(ruling.texts("errors")).anySatisfy(e -> assertThat(e).contains("not signed"));
  }

  @Test
  void a_past_request_is_explained_and_replayed_under_a_draft() {
    var request = aRequest();
    intake.submit(request, "historian", "payment.transfer", transfer("700"), Intake.NOON, 1);
    rulingOf(request);
    var question = "{\"organisation\":\"acme\",\"request_id\":\"" + request + "\"}";
    Await.until(
        () ->
            operator()
                    .contentType("application/json")
                    .body(question)
                    .post("/v1/evaluate")
                    .statusCode()
                == 200);

    operator()
        .contentType("application/json")
        .body(question)
        .post("/v1/evaluate")
        .then()
        .body("ruling", equalTo("ALLOW"))
        .body("policies[0].number", equalTo(1));
    operator()
        .contentType("application/yaml")
        .body(Engine.acmeBaseline().getBytes(StandardCharsets.UTF_8))
        .post(
            "/v1/policies/replay?organisation=acme&from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z")
        .then()
        .statusCode(200)
        .body("blocking", equalTo(0));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void an_unknown_event_type_stops_the_consumer_and_nothing_is_guessed() {
    var after = aRequest();
    given().get("/q/health/ready").then().statusCode(200);

    kafka.produce(
        Intake.TOPIC,
        "acme|tomorrow",
        Intake.envelope("io.humanlayer.intake.RequestTeleported.v1", aRequest()).headers(),
        new byte[] {0});
    intake.submit(after, "tomorrow", "weather.fetch", BARI, Instant.EPOCH, 1);

    Await.until(() -> given().get("/q/health").statusCode() == 503);
    assertThat(kafka.read(RULINGS)).noneMatch(m -> after.toString().equals(m.key()));
  }
}
