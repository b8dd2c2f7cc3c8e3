package io.humanlayer.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.notifier.CallbackReceiverStand.Call;
import io.humanlayer.notifier.core.delivery.Delivery;
import io.humanlayer.notifier.core.delivery.DeliveryDecider;
import io.humanlayer.notifier.core.webhook.ReceiverCheck;
import io.humanlayer.notifier.wire.DeliveryAvro;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service on a real broker, database and registry, and a receiver that listens.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestProfile(NotifierTest.ReceiversOnThisMachine.class)
class NotifierTest {

  private static final String DECISIONS = "hl.decisions.v1";
  private static final String OPERATOR = "Bearer " + RealInfrastructure.OPERATOR_TOKEN;

  public static final class ReceiversOnThisMachine implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("humanlayer.allow-private-webhooks", "true");
    }
  }

  @Inject AvroWire wire;
  @Inject EventIds ids;
  @Inject Jdbi jdbi;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private TestKafka kafka;
  private CallbackReceiverStand receiver;
  private JournalReader journal;
  private String request;

  @BeforeEach
  void start() throws IOException {
    kafka = new TestKafka(servers);
    receiver = new CallbackReceiverStand();
    journal = new JournalReader(jdbi, wire);
    request = ids.next().toString();
  }

  @AfterEach
  void stop() {
    kafka.close();
    receiver.close();
  }

  @Test
  void a_decision_is_told_to_the_organisation_and_once_to_the_callback() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request)));

    Call call = awaitCalls(1).getFirst();
    awaitStatus("delivered");
    assertThat(receiver.calls(request)).hasSize(1);
    assertThat(call.body()).contains("\"status\":\"approved\"").contains(request);
    assertThat(ReceiverCheck.publicKey(key("ed25519"), call.headers(), call.body())).isTrue();
    assertThat(ReceiverCheck.sharedSecret(key("hmac"), call.headers(), call.body())).isTrue();
    assertThat(journal.about(request))
        .extracting(JournalReader.Row::topic, JournalReader.Row::event)
        .containsExactly(
            tuple("ext.acme.decisions.v1", "DecisionMade"),
            tuple("hl.deliveries.v1", "DeliveryScheduled"),
            tuple("hl.deliveries.v1", "Delivered"));
  }

  @Test
  void a_receiver_that_fails_is_told_again_under_the_same_id() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request, 500)));

    List<Call> calls = awaitCalls(2);
    awaitStatus("delivered");
    assertThat(calls).extracting(call -> call.headers().get("webhook-id")).containsOnly(delivery());
    assertThat(calls).extracting(Call::body).containsOnly(calls.getFirst().body());
    Call second = calls.getLast();
    assertThat(ReceiverCheck.publicKey(key("ed25519"), second.headers(), second.body())).isTrue();
    assertThat(journal.about(request))
        .extracting(JournalReader.Row::event)
        .containsExactly("DecisionMade", "DeliveryScheduled", "DeliveryFailed", "Delivered");
  }

  @Test
  void a_receiver_that_is_gone_is_left_in_peace() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request, 410)));

    awaitStatus("abandoned");
    assertThat(receiver.calls(request)).hasSize(1);
    assertThat(journal.about(request))
        .last()
        .extracting(JournalReader.Row::event)
        .isEqualTo("DeliveryAbandoned");
  }

  @Test
  void a_decision_without_a_callback_is_told_to_the_organisation_only() {
    decided(ids.next(), Decisions.approved(request, null));

    awaitJournal(request, "DecisionMade");
    assertThat(journal.about(request)).hasSize(1);
  }

  @Test
  void a_message_that_comes_again_has_no_second_effect() {
    UUID message = ids.next();
    EventBody body = Decisions.approved(request, receiver.expecting(request));
    decided(message, body);
    decided(message, body);
    whatCameBeforeIsDone();

    awaitStatus("delivered");
    assertThat(receiver.calls(request)).hasSize(1);
    assertThat(journal.about(request)).hasSize(3);
  }

  @Test
  void a_second_decision_on_the_same_request_is_refused() {
    decided(ids.next(), Decisions.approved(request, null));
    Map<String, Object> other = Decisions.values(request, receiver.expecting(request));
    other.put("outcome", "REJECTED");
    decided(ids.next(), EventBody.of(Decisions.EVENT, other));
    whatCameBeforeIsDone();

    assertThat(journal.about(request)).hasSize(1);
    assertThat(journal.about(request).getFirst().body().text("outcome")).isEqualTo("APPROVED");
    assertThat(receiver.calls(request)).isEmpty();
  }

  @Test
  void a_record_that_cannot_be_read_goes_to_the_dead_letters_and_the_next_one_flows() {
    byte[] poison = "not Avro".getBytes(StandardCharsets.UTF_8);
    kafka.produce(DECISIONS, request, envelope(ids.next()).headers(), poison);
    whatCameBeforeIsDone();

    var dead = kafka.await("hl.decisions.v1.notifier.dlq", request);
    assertThat(dead.value()).isEqualTo(poison);
    assertThat(Envelope.text(dead.headers(), "dead-letter-reason")).contains("wire format");
    assertThat(journal.about(request)).isEmpty();
  }

  @Test
  void the_table_says_what_the_journal_says() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request, 503)));
    awaitJournal(request, "DeliveryFailed");

    var codec = new DeliveryAvro();
    var events = journal.stream(UUID.fromString(delivery())).stream().map(codec::read).toList();
    var pending = (Delivery.Pending) new DeliveryDecider().replay(events);
    Map<String, Object> row =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select attempts, url, next_at from delivery where id = :id::uuid")
                    .bind("id", delivery())
                    .map(
                        (found, _) ->
                            Map.<String, Object>of(
                                "attempts", found.getInt("attempts"),
                                "url", found.getString("url"),
                                "next_at", found.getTimestamp("next_at").toInstant()))
                    .one());
    assertThat(row.get("attempts")).isEqualTo(pending.failed());
    assertThat(row.get("url")).isEqualTo(pending.url());
    assertThat(((Instant) row.get("next_at")).toEpochMilli())
        .isEqualTo(pending.nextAt().toEpochMilli());
  }

  @Test
  void an_agent_sees_the_public_key_of_its_organisation_and_no_secret() {
    agentRegistered("accountant", "hl_key_of_the_accountant");
    Await.until(
        () -> asAgent("hl_key_of_the_accountant").get("/v1/channels/callback").statusCode() == 200);

    asAgent("hl_key_of_the_accountant")
        .get("/v1/channels/callback?organisation=acme")
        .then()
        .statusCode(200)
        .body("ed25519", equalTo(key("ed25519")))
        .body("hmac", nullValue());
    asAgent("hl_key_of_the_accountant")
        .get("/v1/channels/callback?organisation=globex")
        .then()
        .statusCode(404);
  }

  @Test
  void nobody_else_sees_anything() {
    given().get("/v1/channels/callback?organisation=acme").then().statusCode(401);
    asAgent("hl_unheard_of").get("/v1/channels/callback").then().statusCode(401);
    given().get("/v1/deliveries?organisation=acme").then().statusCode(401);
    given()
        .header("Authorization", OPERATOR)
        .get("/v1/deliveries?organisation=No%20such&request=7")
        .then()
        .statusCode(400)
        .body("type", equalTo("/problems/invalid-request"))
        .body("errors[0].pointer", equalTo("/organisation"));
  }

  @Test
  void keys_at_rest_are_sealed() {
    assertThat(key("hmac")).startsWith("whsec_");
    byte[] secret = java.util.Base64.getDecoder().decode(key("hmac").substring("whsec_".length()));
    byte[] sealed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select sealed from webhook_key where org = 'acme'")
                    .mapTo(byte[].class)
                    .one());
    assertThat(hex(sealed)).doesNotContain(hex(secret));
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private void decided(UUID message, EventBody body) {
    kafka.produce(DECISIONS, request, envelope(message).headers(), wire.encode(DECISIONS, body));
  }

  private Envelope envelope(UUID message) {
    return new Envelope(
        message,
        "/services/routing-service",
        Contracts.type(Decisions.EVENT),
        request,
        Decisions.DECIDED_AT,
        "acme",
        null,
        null);
  }

  /// Sends one more decision through the same partition, and waits until it has had its effect.
  private void whatCameBeforeIsDone() {
    String marker = ids.next().toString();
    decided(ids.next(), Decisions.approved(marker, null));
    awaitJournal(marker, "DecisionMade");
  }

  private void awaitJournal(String key, String event) {
    Await.until(() -> journal.about(key).stream().anyMatch(row -> row.event().equals(event)));
  }

  private List<Call> awaitCalls(int count) {
    return Await.until(
        count + " calls", () -> receiver.calls(request), calls -> calls.size() >= count);
  }

  private void awaitStatus(String status) {
    Await.until(
        "the delivery is " + status,
        () ->
            given()
                .header("Authorization", OPERATOR)
                .get("/v1/deliveries?organisation=acme&request=" + request)
                .jsonPath()
                .getList("items.status", String.class),
        List.of(status)::equals);
  }

  private String delivery() {
    return given()
        .header("Authorization", OPERATOR)
        .get("/v1/deliveries?organisation=acme&request=" + request)
        .jsonPath()
        .getString("items[0].id");
  }

  private static String key(String kind) {
    return given()
        .header("Authorization", OPERATOR)
        .get("/v1/channels/callback?organisation=acme")
        .then()
        .statusCode(200)
        .body("ed25519", startsWith("whpk_"))
        .extract()
        .jsonPath()
        .getString(kind);
  }

  private static io.restassured.specification.RequestSpecification asAgent(String key) {
    return given().header("x-api-key", key);
  }

  private void agentRegistered(String agent, String key) {
    EventBody body =
        EventBody.of(
            "io.humanlayer.agents.AgentRegistered",
            Map.of(
                "org",
                "acme",
                "agent",
                agent,
                "name",
                "Accountant",
                "active",
                true,
                "keyHashes",
                List.of(Tokens.hash(key)),
                "at",
                Decisions.DECIDED_AT));
    var envelope =
        new Envelope(
            ids.next(),
            "/services/request-gateway",
            Contracts.type(body.event()),
            agent,
            Decisions.DECIDED_AT,
            "acme",
            null,
            null);
    kafka.produce(
        "hl.agents.v1", "acme/" + agent, envelope.headers(), wire.encode("hl.agents.v1", body));
  }
}
