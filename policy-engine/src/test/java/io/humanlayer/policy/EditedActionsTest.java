package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.History;
import io.humanlayer.policy.app.LimitTable;
import io.humanlayer.policy.core.policy.Demand;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What policy says of the action that a Sentinel makes of a request, on a real broker and
/// database.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class EditedActionsTest {

  private static final OrganisationId ACME = new OrganisationId("acme");
  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject History history;
  @Inject LimitTable limits;

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

  @Test
  void an_edit_is_ruled_on_like_a_request_with_its_arguments() {
    var request = asked("invoices-1", "6000", AT);

    assertThat(ruling(request, "5500").text("ruling")).isEqualTo("ARBITRIUM");
    assertThat(panels(ruling(request, "5500"))).containsExactlyInAnyOrder("cfo", "payments");
    assertThat(ruling(request, "5500").record("requirement").records("panels"))
        .allSatisfy(panel -> assertThat(panel.text("ceiling")).isEqualTo("5500"));
    assertThat(panels(ruling(request, "4000"))).containsExactly("payments");
    assertThat(ruling(request, "2000").text("ruling")).isEqualTo("ALLOW");
    assertThat(panels(ruling(request, "12000"))).contains("cfo", "payments");
    assertThat(ruling(request, "lots").text("ruling")).isEqualTo("DENY");
  }

  @Test
  void the_policies_are_those_of_the_request_whatever_is_in_force_now() {
    var request = asked("invoices-2", "6000", AT);
    intake.publish(
        Engine.acmeBaseline()
            .replace(
                "{id: invoice-small, for: [invoice.pay], when:",
                "{id: invoice-small, for: [invoice.pay], unless:"),
        22);

    var answer = ruling(request, "2000");

    assertThat(answer.text("ruling")).isEqualTo("ALLOW");
    assertThat(answer.records("policies").getFirst().integer("number")).isEqualTo(1);
  }

  @Test
  void limits_stand_as_they_stood_with_this_action_in_the_place_of_the_other() {
    asked("invoices-3", "2500", AT);
    var request = asked("invoices-3", "6000", AT.plusSeconds(1));
    asked("invoices-3", "2900", AT.plusSeconds(2));

    assertThat(ruling(request, "400").text("ruling")).as("2500 + 400").isEqualTo("ALLOW");
    assertThat(panels(ruling(request, "600"))).as("2500 + 600").containsExactly("payments");
  }

  @Test
  void an_edit_upwards_takes_as_much_of_the_limits_as_it_moves() {
    var request = asked("invoices-4", "6000", AT);

    ruling(request, "9000");
    ruling(request, "100");

    var demand = new Demand("money_hour", "invoices-4", BigDecimal.ZERO, Duration.ofHours(1));
    assertThat(limits.peek(ACME, "organisation/baseline", AT.plusSeconds(9), List.of(demand)))
        .hasEntrySatisfying("money_hour", sum -> assertThat(sum).isEqualByComparingTo("9000"));
  }

  @Test
  void only_services_ask_and_only_about_what_was_ruled_on() {
    var request = asked("invoices-5", "6000", AT);

    assertThat(ask(RealInfrastructure.OPERATOR_TOKEN, request, "1").statusCode()).isEqualTo(401);
    assertThat(ask(RealInfrastructure.SERVICE_TOKEN, UUID.randomUUID(), "1").statusCode())
        .isEqualTo(404);
    assertThat(
            given()
                .header("Authorization", "Bearer " + RealInfrastructure.SERVICE_TOKEN)
                .body("{}")
                .post("/v1/evaluate/edited")
                .statusCode())
        .isEqualTo(400);
  }

  private UUID asked(String agent, String amount, Instant at) {
    var request = UUID.randomUUID();
    intake.submit(request, agent, "invoice.pay", invoice(amount), at, 1);
    Await.until(() -> history.find(ACME, new RequestId(request)).isPresent());
    return request;
  }

  private EventBody ruling(UUID request, String amount) {
    var answer = ask(RealInfrastructure.SERVICE_TOKEN, request, amount);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return wire.decode("io.humanlayer.rulings.Ruled", answer.asByteArray());
  }

  private static Response ask(String token, UUID request, String amount) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(
            """
            {"organisation":"acme","request_id":"%s","arguments":%s,"action_digest":"sha256:a",
             "dossier_digest":"sha256:d","type":"authorized_decision","level":2,
             "expires_at":"2026-11-23T09:00:00Z"}
            """
                .formatted(request, invoice(amount)))
        .post("/v1/evaluate/edited");
  }

  private static List<String> panels(EventBody ruled) {
    return ruled.record("requirement").records("panels").stream()
        .map(panel -> panel.text("name"))
        .toList();
  }

  private static String invoice(String amount) {
    return """
        {"amount":"%s","currency":"EUR","supplier":"S","invoice":"I","purchase_order":"P"}"""
        .formatted(amount);
  }
}
