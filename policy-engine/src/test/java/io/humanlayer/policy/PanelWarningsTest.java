package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.History;
import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// What an author hears of the people whom a policy asks: from the register on a real broker, and
/// from the requests of the past.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PanelWarningsTest {

  private static final String TOPIC = "hl.sentinels.v1";
  private static final String REGISTERED = "io.humanlayer.sentinels.SentinelRegistered";
  private static final OrganisationId ORG = new OrganisationId("staffed");
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject History history;

  private static List<String> warnings() {
    return given()
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .contentType("application/yaml")
        .body(
            Engine.acmeBaseline()
                .replace("organisation: acme", "organisation: " + ORG)
                .getBytes(StandardCharsets.UTF_8))
        .post("/v1/policies/check?organisation=" + ORG)
        .then()
        .statusCode(200)
        .extract()
        .path("warnings.detail");
  }

  private static boolean warns(String code, String text) {
    return warnings().stream().anyMatch(w -> w.startsWith(code) && w.contains(text));
  }

  private void register(TestKafka kafka, String sentinel, boolean suspended, Instant at) {
    var qualification = new HashMap<String, Object>();
    qualification.put("name", "finance.payments");
    qualification.put("level", 1);
    qualification.put("validFrom", LONG_AGO);
    var state = new HashMap<String, Object>();
    state.put("org", ORG);
    state.put("sentinel", sentinel);
    state.put("source", "internal");
    state.put("active", true);
    state.put("qualifications", List.of(qualification));
    state.put("languages", List.of("it"));
    state.put("jurisdictions", List.of("EU"));
    state.put("provider", null);
    state.put("company", null);
    state.put("household", null);
    state.put("ownerOf", List.of());
    state.put("capacity", 3);
    state.put("identityLevel", 1);
    state.put("suspended", suspended);
    state.put("available", true);
    state.put("at", at);
    kafka.produce(
        TOPIC,
        ORG + "/" + sentinel,
        Intake.envelope(Contracts.type(REGISTERED), UUID.randomUUID()).headers(),
        wire.encode(TOPIC, EventBody.of(REGISTERED, state)));
  }

  @Test
  void a_panel_is_counted_as_the_register_changes() {
    try (var kafka = new TestKafka(servers)) {
      assertThat(warns("too-few-people", "panel payments needs 2 and 0 could")).isTrue();

      for (String sentinel : List.of("ada", "ben", "cleo")) {
        register(kafka, sentinel, false, LONG_AGO);
      }
      Await.until(() -> !warns("too-few-people", "panel payments"));

      register(kafka, "cleo", true, LONG_AGO.plusSeconds(2));
      Await.until(() -> warns("too-few-people", "panel payments needs 2 and 2 could"));
      register(kafka, "cleo", false, LONG_AGO.plusSeconds(1));
      register(kafka, "dora", false, LONG_AGO);
      Await.until(() -> !warns("too-few-people", "panel payments"));
    }
  }

  @Test
  void a_deadline_is_held_against_how_long_the_panel_took() {
    assertThat(warns("deadline-below-pace", "panel payments")).isFalse();

    Instant monday = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < 20; i++) {
      decide(monday.plusSeconds(i), i < 16 ? 60 : 3_600);
    }

    assertThat(warns("deadline-below-pace", "panel payments took longer than PT1H")).isTrue();
  }

  /// A case that took so many seconds to decide.
  private void decide(Instant at, int seconds) {
    var id = new RequestId(UUID.randomUUID());
    Instant decided = at.plusSeconds(seconds);
    history.record(
        List.of(
            new HistoryEntry.Asked(
                id,
                ORG,
                new Requester("buyer", "Buyer", "1", null),
                "payment.transfer",
                null,
                "sha256:a",
                "{}",
                null,
                null,
                at),
            new HistoryEntry.Ruled(
                id,
                ORG,
                Ruling.ARBITRIUM,
                List.of(
                    new AskedPolicy(
                        new PolicyRef(ORG, Layer.ORGANISATION, "baseline", 1), "sha256:p")),
                List.of(new RuleRef("organisation", "transfer-large")),
                Map.of(),
                List.of("payments"),
                null),
            new HistoryEntry.Opened(id, ORG, at),
            new HistoryEntry.Decided(
                id,
                ORG,
                "buyer",
                "payment.transfer",
                new PastDecision(
                    PastDecision.Outcome.APPROVED,
                    PastDecision.Basis.SENTINEL,
                    decided,
                    null,
                    List.of(new PastDecision.PastVerdict("ada", "payments", "APPROVE", decided))),
                null,
                null)),
        at);
  }
}
