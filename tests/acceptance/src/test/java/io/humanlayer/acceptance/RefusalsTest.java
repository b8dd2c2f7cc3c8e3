package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Bad input through the edge: each gets a problem that says what is wrong and where, and none gets
/// a decision.
@ExtendWith(TheSystem.class)
class RefusalsTest {

  private static final String WEATHER =
      """
      {"operation":"fetch_weather","arguments":{"city":"Bari"}}""";

  private RunningSystem system;
  private Agent agent;

  @BeforeEach
  void an_agent(RunningSystem running) {
    system = running;
    agent = running.newAgent();
  }

  private Answer ask(String body) {
    return agent.api().ask(body, null, Duration.ZERO);
  }

  private static void isInvalid(Answer answer, String pointer) {
    isProblem(answer, 400, "invalid-request");
    assertThat(answer.json().path("errors").valueStream().map(e -> e.path("pointer").asText()))
        .as(answer.text())
        .contains(pointer);
  }

  private static void isProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("content-type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + type);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.json().has("outcome")).isFalse();
  }

  @Test
  void malformed_json_is_refused() {
    isInvalid(ask("{\"operation\":\"fetch_weather\",\"arguments\":{\"city\":"), "");
  }

  @Test
  void a_missing_field_is_named() {
    isInvalid(ask("{\"operation\":\"fetch_weather\"}"), "/arguments");
  }

  @Test
  void an_unknown_field_is_named() {
    isInvalid(
        ask("{\"operation\":\"fetch_weather\",\"arguments\":{},\"approve\":true}"), "/approve");
  }

  @Test
  void a_body_of_two_megabytes_is_too_large() {
    String summary = "x".repeat(2 * 1024 * 1024);
    isProblem(
        ask(WEATHER.replace("{\"operation\"", "{\"summary\":\"" + summary + "\",\"operation\"")),
        413,
        "too-large");
  }

  @Test
  void not_a_number_is_refused() {
    isInvalid(ask("{\"operation\":\"transfer_money\",\"arguments\":{\"amount\":NaN}}"), "");
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    isInvalid(
        ask(
            "{\"operation\":\"transfer_money\",\"arguments\":"
                + "{\"amount\":\"1\",\"amount\":\"1000000\",\"currency\":\"EUR\"}}"),
        "");
  }

  @Test
  void a_deadline_in_the_past_is_refused() {
    isInvalid(
        ask(WEATHER.replace("}}", "},\"expires_at\":\"2020-01-01T00:00:00Z\"}")), "/expires_at");
  }

  @Test
  void an_unknown_key_is_not_let_in() {
    isProblem(
        system
            .edge()
            .post(
                "/v1/requests",
                WEATHER,
                "x-api-key",
                "hl_nobody",
                "content-type",
                "application/json"),
        401,
        "unauthenticated");
    isProblem(system.edge().post("/v1/requests", WEATHER), 401, "unauthenticated");
  }

  @Test
  void an_agent_cannot_ask_in_the_name_of_another() {
    isInvalid(ask(WEATHER.replace("{\"operation\"", "{\"agent\":\"ceo\",\"operation\"")), "/agent");
  }
}
