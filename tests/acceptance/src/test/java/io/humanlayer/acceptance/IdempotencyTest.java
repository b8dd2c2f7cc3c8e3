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

/// One idempotency key is one request, however often and through whichever door it comes.
@ExtendWith(TheSystem.class)
class IdempotencyTest {

  private static final String BARI =
      """
      {"operation":"fetch_weather","arguments":{"city":"Bari"}}""";
  private static final String OSLO =
      """
      {"operation":"fetch_weather","arguments":{"city":"Oslo"}}""";

  private RunningSystem system;
  private Agent agent;

  @BeforeEach
  void an_agent(RunningSystem running) {
    system = running;
    agent = running.newAgent();
  }

  private Answer ask(String body) {
    return agent.api().ask(body, "key-of-" + agent.id(), Duration.ofSeconds(20));
  }

  @Test
  void the_same_key_and_body_is_the_same_request() {
    Answer first = ask(BARI).orThrow();
    Answer second = ask(BARI).orThrow();
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(second.json().path("decided_at")).isEqualTo(first.json().path("decided_at"));
  }

  @Test
  void the_same_key_with_another_body_is_a_conflict() {
    ask(BARI).orThrow();
    Answer other = ask(OSLO);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("type").asText()).isEqualTo("/problems/idempotency-conflict");
  }

  @Test
  void the_same_key_through_kafka_is_the_same_request() {
    Answer first = ask(BARI).orThrow();
    String overKafka =
        BARI.replace(
            "{\"operation\"",
            "{\"agent\":\"%s\",\"idempotency_key\":\"key-of-%1$s\",\"operation\""
                .formatted(agent.id()));
    system.kafka().ask(overKafka);
    system.kafka().ask(overKafka.replace("key-of-", "other-key-of-"));
    var items = system.requestsOf(agent, 2);
    assertThat(items).hasSize(2);
    assertThat(items)
        .anySatisfy(item -> assertThat(item.path("id")).isEqualTo(first.json().path("id")));
  }
}
