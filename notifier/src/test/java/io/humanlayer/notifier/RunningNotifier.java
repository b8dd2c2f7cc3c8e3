package io.humanlayer.notifier;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.notifier.CallbackReceiverStand.Call;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The whole service on a real broker, database and registry, and a receiver that listens.
abstract class RunningNotifier {

  static final String DECISIONS = "hl.decisions.v1";
  static final String OPERATOR = "Bearer " + RealInfrastructure.OPERATOR_TOKEN;

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

  TestKafka kafka;
  CallbackReceiverStand receiver;
  JournalReader journal;
  String request;

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

  void decided(UUID message, EventBody body) {
    kafka.produce(DECISIONS, request, envelope(message).headers(), wire.encode(DECISIONS, body));
  }

  Envelope envelope(UUID message) {
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
  void whatCameBeforeIsDone() {
    String marker = ids.next().toString();
    decided(ids.next(), Decisions.approved(marker, null));
    awaitJournal(marker, "DecisionMade");
  }

  void awaitJournal(String key, String event) {
    Await.until(() -> journal.about(key).stream().anyMatch(row -> row.event().equals(event)));
  }

  List<Call> awaitCalls(int count) {
    return Await.until(
        count + " calls", () -> receiver.calls(request), calls -> calls.size() >= count);
  }

  void awaitStatus(String status) {
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

  String delivery() {
    return given()
        .header("Authorization", OPERATOR)
        .get("/v1/deliveries?organisation=acme&request=" + request)
        .jsonPath()
        .getString("items[0].id");
  }

  static String key(String kind) {
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
}
