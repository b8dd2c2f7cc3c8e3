package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.eventing.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Bad records on the topics where agents ask: each goes to the dead letters with the reason, and
/// the next one still flows.
@ExtendWith(TheSystem.class)
class DeadLettersTest {

  private RunningSystem system;
  private Agent agent;

  @BeforeEach
  void an_agent(RunningSystem running) {
    system = running;
    agent = running.newAgent();
  }

  private static String deadLetters(String organisation) {
    return "ext." + organisation + ".requests.v1.request-gateway.dlq";
  }

  private ConsumerRecord<String, byte[]> deadLetter(String organisation, String content) {
    return system
        .inside()
        .await(
            deadLetters(organisation),
            1,
            dead -> new String(dead.value(), StandardCharsets.UTF_8).contains(content))
        .getFirst();
  }

  private void theNextRecordFlows() {
    system
        .kafka()
        .ask(
            "{\"agent\":\"%s\",\"operation\":\"fetch_weather\",\"arguments\":{\"city\":\"Bari\"}}"
                .formatted(agent.id()));
    String id = system.onlyRequestOf(agent);
    assertThat(agent.api().look(id, Duration.ofSeconds(30)).json().path("status").asText())
        .isEqualTo("approved");
  }

  @Test
  void a_record_that_is_not_json_is_set_aside_and_the_next_flows() {
    system.kafka().ask("not json, by " + agent.id());
    assertThat(reason(deadLetter("acme", agent.id()))).isNotBlank();
    theNextRecordFlows();
  }

  @Test
  void a_record_without_arguments_is_set_aside_with_the_place_of_the_fault() {
    system.kafka().ask("{\"agent\":\"%s\",\"operation\":\"fetch_weather\"}".formatted(agent.id()));
    assertThat(reason(deadLetter("acme", agent.id()))).contains("/arguments");
    theNextRecordFlows();
  }

  @Test
  void a_record_of_an_unknown_agent_is_set_aside() {
    system.kafka().ask("{\"agent\":\"stranger\",\"operation\":\"fetch_weather\",\"arguments\":{}}");
    assertThat(reason(deadLetter("acme", "stranger"))).contains("stranger");
    theNextRecordFlows();
  }

  @Test
  void a_record_of_an_unknown_organisation_is_set_aside() throws Exception {
    String organisation = "nobody-" + agent.id().substring("agent-".length());
    String topic = "ext." + organisation + ".requests.v1";
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.internalBootstrap()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(deadLetters(organisation), 1, (short) 1),
                  new NewTopic(topic, 1, (short) 1)))
          .all()
          .get();
    }
    system
        .inside()
        .produce(
            topic,
            null,
            List.of(),
            "{\"agent\":\"%s\",\"operation\":\"fetch_weather\",\"arguments\":{}}"
                .formatted(agent.id())
                .getBytes(StandardCharsets.UTF_8));
    assertThat(reason(deadLetter(organisation, agent.id()))).contains(organisation);
    theNextRecordFlows();
  }

  private static String reason(ConsumerRecord<String, byte[]> dead) {
    return Objects.requireNonNull(Envelope.text(dead.headers(), "dead-letter-reason"));
  }
}
