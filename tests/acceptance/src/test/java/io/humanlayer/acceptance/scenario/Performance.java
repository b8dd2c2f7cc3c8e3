package io.humanlayer.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.acceptance.scenario.Scenario.Expected;
import io.humanlayer.acceptance.scenario.Scenario.Line;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.CallbackReceiver;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.demo.Answer;
import io.humanlayer.eventing.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One scenario played against the running system, with an agent of its own, and judged by what
/// agent, organisation and receipt then say.
final class Performance {

  private static final Duration WAIT = Duration.ofSeconds(30);

  private final RunningSystem system;
  private final Scenario scenario;
  private final Agent agent;

  Performance(RunningSystem system, Scenario scenario) {
    this.system = system;
    this.scenario = scenario;
    this.agent = system.newAgent();
  }

  void play() {
    try (var receiver = CallbackReceiver.start()) {
      String id = ask(receiver);
      scenario.verdicts().forEach(line -> decide(id, line));
      JsonNode seen = agent.api().look(id, WAIT).orThrow().json();
      agentSees(seen);
      organisationIsTold(id, seen);
      receiptProves(id);
      if (scenario.request().callback()) {
        agentIsCalledBack(id, receiver);
      }
    }
  }

  private String ask(CallbackReceiver receiver) {
    ObjectNode body = scenario.request().body().deepCopy();
    body.put("agent", agent.id());
    if (scenario.request().expiresIn() != null) {
      body.put("expires_at", Instant.now().plus(scenario.request().expiresIn()).toString());
    }
    if (scenario.request().callback()) {
      body.put("callback_url", receiver.url().toString());
    }
    return switch (scenario.request().door()) {
      case HTTP -> {
        JsonNode accepted = agent.api().ask(body.toString(), null, Duration.ZERO).orThrow().json();
        yield accepted.path("id").asText();
      }
      case KAFKA_JSON -> {
        system.kafka().ask(body.toString());
        yield system.onlyRequestOf(agent);
      }
      case KAFKA_AVRO -> {
        system.kafka().askInAvro(avro(body));
        yield system.onlyRequestOf(agent);
      }
    };
  }

  /// The Avro form has arguments, context and state as JSON in a string, and decimals as text.
  private static Map<String, Object> avro(ObjectNode body) {
    var fields = new HashMap<String, Object>();
    body.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isInt()) {
                fields.put(field.getKey(), value.intValue());
              } else {
                fields.put(
                    field.getKey(), value.isTextual() ? value.textValue() : value.toString());
              }
            });
    return fields;
  }

  private void decide(String id, Line line) {
    var sentinel = system.installation().sentinel(line.sentinel());
    Answer shown =
        Patience.until(
            line.sentinel() + " is shown the case of " + scenario.story(),
            () -> sentinel.open(id),
            answer -> answer.status() == 200);
    String digest = shown.json().path("action_digest").asText();
    Answer answer = sentinel.verdict(id, line.verdict(), digest, line.reason());
    if (line.refused() == null) {
      assertThat(answer.status()).as("%s: %s", line, answer.text()).isBetween(200, 299);
    } else {
      assertThat(answer.json().path("type").asText())
          .as("%s: %s", line, answer.text())
          .isEqualTo("/problems/" + line.refused());
    }
  }

  private void agentSees(JsonNode seen) {
    Expected expected = scenario.expected();
    assertThat(seen.path("status").asText()).as("%s", seen).isEqualTo(expected.status());
    assertThat(seen.path("outcome").asText()).isEqualTo(expected.outcome());
    assertThat(seen.path("basis").asText()).isEqualTo(expected.basis());
    assertThat(seen.path("operation").asText()).isEqualTo(expected.operation());
    assertThat(seen.path("policy").path("name").asText()).isEqualTo("baseline");
    assertThat(seen.path("policy").path("number").asInt()).isEqualTo(expected.policy());
    assertThat(texts(seen.path("policy").path("rules")))
        .containsExactlyInAnyOrderElementsOf(expected.rules());
    assertThat(texts(seen.path("sentinels"), "qualification"))
        .containsExactlyInAnyOrderElementsOf(expected.qualifications());
    assertThat(Set.copyOf(texts(seen.path("sentinels"), "id"))).hasSize(expected.people());
    if (expected.reason() != null) {
      assertThat(seen.path("reason").asText()).isEqualTo(expected.reason());
    }
  }

  private void organisationIsTold(String id, JsonNode seen) {
    var told =
        Patience.until(
            "the organisation is told of " + scenario.story(),
            () -> system.kafka().told(id),
            messages -> !messages.isEmpty());
    assertThat(told).hasSize(1);
    EventBody event = system.kafka().decisionMade(told.getFirst());
    Expected expected = scenario.expected();
    assertThat(event.text("agent")).isEqualTo(agent.id());
    assertThat(event.text("operation")).isEqualTo(expected.operation());
    assertThat(event.text("action_digest")).isEqualTo(seen.path("action_digest").asText());
    assertThat(event.text("outcome")).isEqualTo(expected.outcome());
    assertThat(event.text("basis")).isEqualTo(expected.basis());
    assertThat(event.texts("rules")).containsExactlyInAnyOrderElementsOf(expected.rules());
    assertThat(event.records("sentinels").stream().map(s -> s.text("qualification")).toList())
        .containsExactlyInAnyOrderElementsOf(expected.qualifications());
  }

  private void receiptProves(String id) {
    JsonNode proven = system.log().proven(agent, id).path("data");
    assertThat(proven.path("requestId").asText()).isEqualTo(id);
    assertThat(proven.path("outcome").asText()).isEqualTo(scenario.expected().outcome());
    assertThat(proven.path("basis").asText()).isEqualTo(scenario.expected().basis());
    assertThat(texts(proven.path("rules"), "id"))
        .containsExactlyInAnyOrderElementsOf(scenario.expected().rules());
  }

  private void agentIsCalledBack(String id, CallbackReceiver receiver) {
    var calls =
        Patience.until("the agent is called back", receiver::received, all -> !all.isEmpty());
    var call = calls.getFirst();
    String key =
        system
            .edge()
            .get("/v1/channels/callback", "x-api-key", agent.key())
            .orThrow()
            .json()
            .required("ed25519")
            .asText();
    assertThat(call.isSignedBy(key)).as("signed by the organisation's key: %s", call).isTrue();
    assertThat(call.body()).contains(id).contains("\"" + scenario.expected().status() + "\"");
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(item -> item.path(field).asText()).toList();
  }
}
