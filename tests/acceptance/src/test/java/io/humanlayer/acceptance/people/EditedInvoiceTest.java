package io.humanlayer.acceptance.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A Sentinel approves less than what was asked, and the agent does that and nothing else.
@ExtendWith(TheSystem.class)
class EditedInvoiceTest {

  private static final Duration WAIT = Duration.ofSeconds(30);

  @Test
  void an_amount_is_edited_down_and_only_the_edited_action_may_be_carried_out(
      RunningSystem system) {
    Agent agent = system.newAgent();
    String id =
        agent
            .api()
            .ask(
                """
                {"operation":"pay_invoice","summary":"Second rate",
                 "arguments":{"amount":"9000","currency":"USD","supplier":"Audit Nord",
                 "invoice":"2026-9","purchase_order":"PO-79"}}""",
                null,
                Duration.ZERO)
            .orThrow()
            .json()
            .path("id")
            .asText();
    String key = "Bearer " + system.installation().sentinels().get("elena");
    var elena = system.installation().sentinel("elena");
    String asked =
        Patience.until("elena is asked", () -> elena.open(id), seen -> seen.status() == 200)
            .json()
            .path("action_digest")
            .asText();

    Answer tooFar = edit(system, key, id, asked, "{\"supplier\":\"Somebody else\"}");
    assertThat(tooFar.status()).as(tooFar.text()).isBetween(400, 499);
    Answer edited = edit(system, key, id, asked, "{\"amount\":\"8000\"}");
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);

    JsonNode decided = agent.api().look(id, WAIT).orThrow().json();
    assertThat(decided.path("outcome").asText()).isEqualTo("APPROVED_WITH_EDITS");
    assertThat(decided.path("arguments").path("amount").asText()).startsWith("8000");
    String approved = decided.path("edits").required("action_digest").asText();
    assertThat(approved).isNotEqualTo(asked);
    assertThat(consume(system, agent, id, asked).json().path("type").asText())
        .isEqualTo("/problems/digest-mismatch");
    assertThat(consume(system, agent, id, approved).status()).isEqualTo(200);
    JsonNode proven = system.log().proven(agent, id).path("data");
    assertThat(proven.path("outcome").asText()).isEqualTo("APPROVED_WITH_EDITS");
    assertThat(proven.path("edits").path("actionDigest").asText()).isEqualTo(approved);
  }

  private static Answer edit(
      RunningSystem system, String key, String id, String digest, String changes) {
    return system
        .edge()
        .post(
            "/v1/cases/" + id + "/verdict",
            "{\"verdict\":\"edit\",\"action_digest\":\"%s\",\"reason\":\"Half is delivered\",\"arguments\":%s}"
                .formatted(digest, changes),
            "Authorization",
            key,
            "content-type",
            "application/json");
  }

  private static Answer consume(RunningSystem system, Agent agent, String id, String digest) {
    return system
        .edge()
        .post(
            "/v1/requests/" + id + "/consume",
            "{\"action_digest\":\"" + digest + "\"}",
            "x-api-key",
            agent.key(),
            "content-type",
            "application/json");
  }
}
