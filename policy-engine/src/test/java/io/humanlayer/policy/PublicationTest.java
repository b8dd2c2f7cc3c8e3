package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A policy from its author's hand into force, on a real broker and database; the test plays the
/// people who decide.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PublicationTest {

  private static final String DECIDED = "io.humanlayer.decisions.Decided";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject Jdbi jdbi;

  private TestKafka kafka;

  @BeforeEach
  void open() {
    kafka = new TestKafka(servers);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  private static String policy(String organisation) {
    return Engine.acmeBaseline().replace("organisation: acme", "organisation: " + organisation);
  }

  private static String stricter(String organisation) {
    return policy(organisation).replace("when: args.amount > 10000", "when: args.amount > 9000");
  }

  private static String looser(String organisation) {
    return policy(organisation).replace("limits.money_hour > 3000", "limits.money_hour > 3500");
  }

  private static ValidatableResponse publish(String organisation, String yaml, String more) {
    return given()
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies?organisation=" + organisation + more)
        .then();
  }

  private static ValidatableResponse get(String path) {
    return given()
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .get(path)
        .then();
  }

  private static String stageOf(String organisation, int number) {
    return get("/v1/policies?organisation=" + organisation)
        .extract()
        .path("policies.find { it.name == 'baseline' && it.number == " + number + " }.stage");
  }

  private String stateOf(String organisation, String publication) {
    return get("/v1/policies/publications?organisation=" + organisation)
        .extract()
        .path("publications.find { it.id == '" + publication + "' }.state");
  }

  private void decide(
      String organisation, String actionDigest, String outcome, UUID message, String... sentinels) {
    var values = new HashMap<String, Object>();
    values.put("requestId", UUID.randomUUID());
    values.put("org", organisation);
    var agent = new HashMap<String, Object>();
    agent.put("id", "humanlayer");
    values.put("agent", agent);
    values.put("operation", "policy.publish");
    values.put("actionDigest", actionDigest);
    values.put("outcome", outcome);
    values.put("basis", "SENTINEL");
    values.put("policies", List.of());
    values.put("rules", List.of());
    var verdicts = new ArrayList<Map<String, Object>>();
    for (var sentinel : sentinels) {
      verdicts.add(
          Map.of(
              "sentinel",
              sentinel,
              "panel",
              "platform/policy-owners",
              "qualification",
              "policy.owner",
              "assurance",
              "key",
              "verdict",
              outcome.equals("REJECTED") ? "REJECT" : "APPROVE",
              "at",
              Instant.parse("2026-11-21T12:00:00Z")));
    }
    values.put("verdicts", verdicts);
    values.put("decidedAt", Instant.parse("2026-11-21T12:00:00Z"));
    values.put("type", "authorized_decision");
    values.put("level", 3);
    values.put("tier", "expert");
    kafka.produce(
        "hl.decisions.v1",
        message.toString(),
        Intake.envelope(Contracts.type(DECIDED), message).headers(),
        wire.encode("hl.decisions.v1", EventBody.of(DECIDED, values)));
  }

  @Test
  void the_first_policy_of_an_organisation_is_in_force_at_once_with_the_platforms_own() {
    publish("newcomer", policy("newcomer"), "")
        .statusCode(201)
        .body("number", equalTo(1))
        .body("stage", equalTo("enforced"))
        .body("rules", equalTo(20))
        .body("tests.passed", equalTo(26))
        .body("mutation.score", greaterThan(70))
        .body("mutation.untested_boundaries.rule", hasItem("four-eyes"))
        .body("change.direction", equalTo("LOOSENING"));
    publish("newcomer", policy("newcomer"), "").statusCode(200).body("number", equalTo(1));

    get("/v1/policies?organisation=newcomer")
        .body("policies.findAll { it.layer == 'platform' }.stage", equalTo(List.of("enforced")))
        .body("policies.find { it.layer == 'organisation' }.signature", notNullValue())
        .body("key", containsString("humanlayer.policy+"));
    var journalled =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select key from journal where org = 'newcomer' order by position")
                    .mapTo(String.class)
                    .list());
    assertThat(journalled)
        .containsExactly(
            "newcomer/platform/platform/1",
            "newcomer/platform/platform",
            "newcomer/organisation/baseline/1",
            "newcomer/organisation/baseline");
  }

  @Test
  void a_loosening_waits_for_two_people_of_whom_its_author_is_none() {
    publish("loose", policy("loose"), "").statusCode(201);
    var first = publish("loose", looser("loose"), "&author=carla").statusCode(202);
    first
        .body("number", equalTo(2))
        .body("publication.kind", equalTo("LOOSENING"))
        .body("publication.approvals", equalTo(2));
    String publication = first.extract().path("publication.id");
    String digest = first.extract().path("publication.action_digest");
    publish("loose", stricter("loose"), "&author=carla")
        .statusCode(409)
        .body("detail", containsString("Number 2"));

    decide("loose", digest, "APPROVED", UUID.randomUUID(), "ada", "carla");
    Await.until(() -> "REFUSED".equals(stateOf("loose", publication)));
    assertThat(stageOf("loose", 1)).isEqualTo("enforced");

    var second = publish("loose", looser("loose"), "&author=carla").statusCode(202);
    String again = second.extract().path("publication.id");
    var message = UUID.randomUUID();
    String againDigest = second.extract().path("publication.action_digest");
    decide("loose", againDigest, "APPROVED", message, "ada", "ben");
    decide("loose", againDigest, "APPROVED", message, "ada", "ben");
    Await.until(() -> "ENFORCED".equals(stateOf("loose", again)));
    assertThat(stageOf("loose", 2)).isEqualTo("enforced");
    assertThat(stageOf("loose", 1)).isEqualTo("draft");
    int bindings =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from journal where key = 'loose/organisation/baseline'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(bindings).isEqualTo(2);
  }

  @Test
  void the_request_that_asks_people_carries_the_digest_by_which_the_decision_is_known() {
    publish("asker", policy("asker"), "").statusCode(201);
    publish("asker", stricter("asker"), "&author=carla")
        .statusCode(202)
        .body("publication.kind", equalTo("TIGHTENING"))
        .body("publication.approvals", equalTo(1));

    var payload =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select payload from journal where topic = 'ext.asker.requests.v1'")
                    .mapTo(byte[].class)
                    .one());
    var request = wire.decode("io.humanlayer.ext.RequestMade", payload);
    assertThat(request.text("agent")).isEqualTo("humanlayer");
    assertThat(request.text("operation")).isEqualTo("policy.publish");
    assertThat(request.text("arguments")).contains("\"direction\":\"TIGHTENING\"", "carla");
    assertThat(request.text("context")).contains("four-eyes");
  }

  @Test
  void a_rejection_or_a_superseded_number_leaves_everything_as_it_was() {
    publish("stay", policy("stay"), "").statusCode(201);
    var asked = publish("stay", stricter("stay"), "&author=carla").statusCode(202);

    decide(
        "stay",
        asked.extract().path("publication.action_digest"),
        "REJECTED",
        UUID.randomUUID(),
        "ada");

    String id = asked.extract().path("publication.id");
    Await.until(() -> "REFUSED".equals(stateOf("stay", id)));
    assertThat(stageOf("stay", 1)).isEqualTo("enforced");
    assertThat(stageOf("stay", 2)).isEqualTo("draft");
  }

  @Test
  void a_number_that_was_in_force_comes_back_as_a_rollback_by_one_person() {
    publish("back", policy("back"), "").statusCode(201);
    var asked = publish("back", stricter("back"), "&author=carla").statusCode(202);
    decide(
        "back",
        asked.extract().path("publication.action_digest"),
        "APPROVED",
        UUID.randomUUID(),
        "ada");
    Await.until(() -> "enforced".equals(stageOf("back", 2)));

    given()
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .post(
            "/v1/policies/organisation/baseline/1/bind?organisation=back&stage=enforced"
                + "&author=carla")
        .then()
        .statusCode(202)
        .body("publication.kind", equalTo("ROLLBACK"))
        .body("publication.approvals", equalTo(1));
  }

  @Test
  void a_draft_and_a_shadow_take_nobodys_place() {
    publish("quiet", policy("quiet"), "").statusCode(201);

    publish("quiet", looser("quiet"), "&stage=draft")
        .statusCode(201)
        .body("stage", equalTo("draft"))
        .body("change.direction", equalTo("LOOSENING"));
    publish("quiet", looser("quiet"), "&stage=shadow")
        .statusCode(200)
        .body("stage", equalTo("shadow"));

    assertThat(stageOf("quiet", 1)).isEqualTo("enforced");
    assertThat(stageOf("quiet", 2)).isEqualTo("shadow");
    given()
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .delete("/v1/policies/organisation/baseline/shadow?organisation=quiet")
        .then()
        .statusCode(204);
    assertThat(stageOf("quiet", 2)).isEqualTo("draft");
  }

  @Test
  void an_organisation_cannot_declare_the_operation_by_which_it_is_governed() {
    var greedy =
        policy("greedy")
            .replace("    db.migrate:  ", "    policy.publish: {args: {}}\n    db.migrate:  ");

    publish("greedy", greedy, "")
        .statusCode(422)
        .body("errors.detail", hasItem(containsString("reserved")));
  }
}
