package io.humanlayer.policy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever signs in is the author, whatever else is said.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(RoutingOnLoopback.class)
class SignedInAuthorsTest {

  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TOPIC = "hl.sentinels.v1";
  private static final String REGISTERED = "io.humanlayer.sentinels.SentinelRegistered";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;

  private String org;

  @BeforeEach
  void people() {
    org = "signed" + UUID.randomUUID().toString().substring(0, 8);
    RoutingOnLoopback.key("hls_paula", org, "paula");
    RoutingOnLoopback.key("hls_ada", org, "ada");
    RoutingOnLoopback.key("hls_otto", "elsewhere", "paula");
    try (var kafka = new TestKafka(servers)) {
      register(kafka, "ada", "finance.payments");
      register(kafka, "paula", "policy.author");
    }
    Await.until(
        "the engine knows paula", () -> check("hls_paula").statusCode(), status -> status == 200);
  }

  @Test
  void a_sentinel_publishes_and_is_the_author() {
    assertThat(publish("hls_paula", "").statusCode()).isEqualTo(201);

    assertThat(
            given()
                .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
                .get("/v1/policies?organisation=" + org)
                .jsonPath()
                .getList("policies.findAll { it.layer == 'organisation' }.author"))
        .containsOnly("paula");
  }

  @Test
  void nobody_writes_in_the_name_of_another_or_without_the_qualification_or_elsewhere() {
    assertThat(publish("hls_paula", "&author=ada").statusCode()).isEqualTo(400);
    assertThat(publish("hls_ada", "").statusCode()).isEqualTo(403);
    assertThat(publish("hls_otto", "").statusCode()).as("of another organisation").isEqualTo(403);
    assertThat(publish("hls_nobody", "").statusCode()).isEqualTo(401);
    assertThat(publish("hl_an-agent", "").statusCode()).isEqualTo(401);
    RoutingOnLoopback.down(true);
    try {
      assertThat(publish("hls_paula", "").statusCode()).isEqualTo(503);
    } finally {
      RoutingOnLoopback.down(false);
    }
    assertThat(publish("hls_paula", "&author=paula").statusCode()).isEqualTo(201);
  }

  private Response publish(String key, String more) {
    return post(key, "/v1/policies?stage=draft&organisation=" + org + more);
  }

  private Response check(String key) {
    return post(key, "/v1/policies/check?organisation=" + org);
  }

  private Response post(String key, String path) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType("application/yaml")
        .body(
            Engine.acmeBaseline()
                .replace("organisation: acme", "organisation: " + org)
                .getBytes(StandardCharsets.UTF_8))
        .post(path);
  }

  private void register(TestKafka kafka, String sentinel, String qualification) {
    var state =
        EventBody.of(
            REGISTERED,
            Map.of(
                "org",
                org,
                "sentinel",
                sentinel,
                "source",
                "internal",
                "active",
                true,
                "qualifications",
                List.of(Map.of("name", qualification, "level", 1, "validFrom", LONG_AGO)),
                "identityLevel",
                1,
                "at",
                LONG_AGO));
    kafka.produce(
        TOPIC,
        org + "/" + sentinel,
        Intake.envelope(Contracts.type(REGISTERED), UUID.randomUUID()).headers(),
        wire.encode(TOPIC, state));
  }
}
