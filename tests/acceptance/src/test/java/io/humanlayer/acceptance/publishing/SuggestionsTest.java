package io.humanlayer.acceptance.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.SentinelApi;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people refuse time and again is suggested as a rule, with what it would have changed.
@ExtendWith(TheSystem.class)
class SuggestionsTest {

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final List<String> AMOUNTS = List.of("9101", "9102", "9103");

  @Test
  void three_refusals_are_a_draft_with_its_replay(RunningSystem system) {
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Agent agent = system.newAgent();
    AMOUNTS.forEach(amount -> refuse(system, agent, amount));

    JsonNode report =
        Patience.until(
            "a suggestion is made",
            () -> feedback(system, start),
            it -> !it.path("suggestions").isEmpty());

    JsonNode suggestion = report.path("suggestions").path(0);
    assertThat(suggestion.path("kind").asText()).isEqualTo("tighten");
    assertThat(suggestion.path("operation").asText()).isEqualTo("invoice.pay");
    assertThat(suggestion.path("draft").asText()).contains("DENY");
    JsonNode replay = suggestion.path("replay");
    assertThat(replay.path("requests").asInt()).isEqualTo(AMOUNTS.size());
    assertThat(replay.path("matrix").path("ARBITRIUM").path("DENY").asInt())
        .isEqualTo(AMOUNTS.size());
    assertThat(replay.path("blocking").asInt()).isZero();
    assertThat(replay.path("approvals_asked").path("before").path("cfo").asInt())
        .isEqualTo(AMOUNTS.size());
    assertThat(replay.path("approvals_asked").path("after").has("cfo")).isFalse();
  }

  private static JsonNode feedback(RunningSystem system, Instant from) {
    return system
        .edge()
        .get(
            "/v1/policies/feedback?organisation="
                + system.installation().organisation()
                + "&from="
                + from,
            "Authorization",
            system.operator())
        .orThrow()
        .json();
  }

  private static void refuse(RunningSystem system, Agent agent, String amount) {
    String id =
        agent
            .api()
            .ask(
                """
                {"operation":"pay_invoice","summary":"Once more",
                 "arguments":{"amount":"%s","currency":"USD","supplier":"Unheard Of",
                 "invoice":"2026-%s","purchase_order":"PO-1"}}"""
                    .formatted(amount, amount),
                null,
                Duration.ZERO)
            .orThrow()
            .json()
            .path("id")
            .asText();
    SentinelApi elena = system.installation().sentinel("elena");
    JsonNode shown =
        Patience.until("elena is asked", () -> elena.open(id), seen -> seen.status() == 200).json();
    elena
        .verdict(id, "reject", shown.path("action_digest").asText(), "Nobody knows them")
        .orThrow();
    assertThat(agent.api().look(id, WAIT).orThrow().json().path("outcome").asText())
        .isEqualTo("REJECTED");
  }
}
