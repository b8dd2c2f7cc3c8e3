package io.humanlayer.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who may see which key.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestProfile(RunningNotifier.ReceiversOnThisMachine.class)
class ChannelsTest extends RunningNotifier {

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
