package io.humanlayer.acceptance.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A Sentinel lets an approval stand for similar requests, and each use can be proven.
@ExtendWith(TheSystem.class)
class StandingGrantTest {

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final String ROSSI = "IT60X0542811101000000123456";

  @Test
  void similar_requests_go_on_at_once_under_the_grant_and_others_ask_a_human(RunningSystem system) {
    Agent agent = system.newAgent();
    String first = ask(agent, "1200", ROSSI, Duration.ZERO).path("id").asText();
    String sentinel =
        Patience.until("somebody is asked", () -> asked(system, first), asked -> asked.isPresent())
            .orElseThrow();
    String digest =
        system
            .installation()
            .sentinel(sentinel)
            .open(first)
            .orThrow()
            .json()
            .path("action_digest")
            .asText();
    Instant until = Instant.now().plus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    system
        .edge()
        .post(
            "/v1/cases/" + first + "/verdict",
            """
            {"verdict":"approve","action_digest":"%s","reason":"Known supplier",
             "grant":{"uses":2,"until":"%s"}}"""
                .formatted(digest, until),
            "Authorization",
            "Bearer " + system.installation().sentinels().get(sentinel),
            "content-type",
            "application/json")
        .orThrow();
    assertThat(agent.api().look(first, WAIT).orThrow().json().path("outcome").asText())
        .isEqualTo("APPROVED");
    Patience.until(
        "the grant stands",
        () ->
            system
                .edge()
                .get(
                    "/v1/grants?organisation=" + system.installation().organisation(),
                    "Authorization",
                    system.operator())
                .orThrow()
                .text(),
        text -> text.contains(first));

    JsonNode second = ask(agent, "1100", ROSSI, WAIT);

    assertThat(second.path("outcome").asText()).as(second.toString()).isEqualTo("APPROVED");
    assertThat(second.path("basis").asText()).isEqualTo("GRANT");
    var evidence = system.log().evidence(agent, second.path("id").asText());
    assertThat(evidence.checks())
        .anyMatch(
            step ->
                step.matches(
                    "Grant \\S+ was made by %s with the decision of request %s, .*"
                        .formatted(sentinel, first)));
    assertThat(evidence.meaning()).noneMatch(line -> line.contains("not proven"));
    JsonNode other = ask(agent, "100.01", "DE89370400440532013000", Duration.ZERO);
    JsonNode larger = ask(agent, "1200.01", ROSSI, Duration.ZERO);
    assertThat(larger.has("outcome")).as("more than was approved").isFalse();
    assertThat(other.path("basis").asText()).isNotEqualTo("GRANT");
  }

  private static Optional<String> asked(RunningSystem system, String id) {
    return system.installation().sentinels().keySet().stream()
        .filter(sentinel -> system.installation().sentinel(sentinel).open(id).status() == 200)
        .findFirst();
  }

  private static JsonNode ask(Agent agent, String amount, String iban, Duration wait) {
    return agent
        .api()
        .ask(
            """
            {"operation":"payment.transfer","summary":"Pay the supplier",
             "arguments":{"amount":"%s","currency":"EUR","iban":"%s","recipient":"Rossi"}}"""
                .formatted(amount, iban),
            null,
            wait)
        .orThrow()
        .json();
  }
}
