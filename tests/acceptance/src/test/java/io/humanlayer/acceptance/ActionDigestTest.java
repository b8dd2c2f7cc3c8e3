package io.humanlayer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The same action has the same digest, whatever it is called and whichever way it comes.
@ExtendWith(TheSystem.class)
class ActionDigestTest {

  @Test
  void alias_and_name_number_and_text_http_and_kafka_make_one_digest(RunningSystem system) {
    Agent agent = system.newAgent();
    agent.api().ask(transfer(agent, "transfer_money", "1.50"), null, Duration.ZERO).orThrow();
    agent.api().ask(transfer(agent, "payment.transfer", "\"1.5\""), null, Duration.ZERO).orThrow();
    system.kafka().ask(transfer(agent, "payment.transfer", "\"1.500\""));
    system
        .kafka()
        .askInAvro(
            Map.of(
                "agent",
                agent.id(),
                "operation",
                "transfer_money",
                "arguments",
                arguments("\"01.5\"")));

    var requests = system.requestsOf(agent, 4);

    var digests = new HashSet<String>();
    requests.stream().map(r -> r.path("action_digest")).map(JsonNode::asText).forEach(digests::add);
    assertThat(digests).as("%s", requests).hasSize(1);
    assertThat(Set.copyOf(requests.stream().map(r -> r.path("operation").asText()).toList()))
        .containsExactly("payment.transfer");
  }

  private static String transfer(Agent agent, String operation, String amount) {
    return "{\"agent\":\"%s\",\"operation\":\"%s\",\"arguments\":%s}"
        .formatted(agent.id(), operation, arguments(amount));
  }

  private static String arguments(String amount) {
    return "{\"amount\":%s,\"currency\":\"EUR\",\"iban\":\"IT60\",\"recipient\":\"Hosting\"}"
        .formatted(amount);
  }
}
