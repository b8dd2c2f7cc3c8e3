package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may see and decide what, asked from outside.
@ExtendWith(TheSystem.class)
class BoundariesTest {

  private static final String EMAIL =
      """
      {"operation":"send_email",
       "arguments":{"to":["a@b.example"],"subject":"Hello","body":"Good morning"}}""";

  private RunningSystem system;
  private Agent agent;

  @BeforeEach
  void an_agent(RunningSystem running) {
    system = running;
    agent = running.newAgent();
  }

  private String openCase() {
    String id =
        agent.api().ask(EMAIL, null, Duration.ZERO).orThrow().json().required("id").asText();
    Patience.until(
        "ada is offered the case",
        () -> system.installation().sentinel("ada").open(id),
        answer -> answer.status() == 200);
    return id;
  }

  @Test
  void another_agents_request_does_not_exist() {
    String id = openCase();
    Agent other = system.newAgent();
    assertThat(other.api().look(id, Duration.ZERO).status()).isEqualTo(404);
    assertThat(
            system.edge().get("/v1/requests/" + id + "/events", "x-api-key", other.key()).status())
        .isEqualTo(404);
  }

  @Test
  void a_sentinel_without_a_seat_does_not_see_the_case() {
    String id = openCase();
    Answer seen = system.installation().sentinel("ben").open(id);
    assertThat(seen.status()).as(seen.text()).isEqualTo(404);
  }

  @Test
  void an_agent_cannot_open_or_decide_a_case() {
    String id = openCase();
    String key = "Bearer " + agent.key();
    assertThat(system.edge().get("/v1/cases/" + id, "Authorization", key).status()).isEqualTo(401);
    Answer verdict =
        system
            .edge()
            .post(
                "/v1/cases/" + id + "/verdict",
                "{\"verdict\":\"approve\"}",
                "Authorization",
                key,
                "content-type",
                "application/json");
    assertThat(verdict.status()).isEqualTo(401);
    assertThat(agent.api().look(id, Duration.ZERO).json().has("outcome")).isFalse();
  }

  @Test
  void a_verdict_on_another_action_is_refused() {
    String id = openCase();
    var ada = system.installation().sentinel("ada");
    Answer refused = ada.verdict(id, "approve", "sha256:" + "0".repeat(64), "Looks fine");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.json().path("type").asText()).isEqualTo("/problems/digest-mismatch");
    assertThat(agent.api().look(id, Duration.ZERO).json().has("outcome")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/health/ready",
        "/q/metrics",
        "/q/openapi",
        "/v1/dossiers/01994000-0000-7000-8000-000000000000",
        "/v1/requests/../dossiers/01994000-0000-7000-8000-000000000000",
        "/v1/requests/%2e%2e/dossiers/01994000-0000-7000-8000-000000000000",
        "/v1/requests/..%2f..%2fq/health"
      })
  void what_is_inside_is_not_reachable_from_outside(String path) {
    assertThat(system.edge().get(path, "x-api-key", agent.key()).status()).isEqualTo(404);
  }
}
