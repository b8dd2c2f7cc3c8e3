package io.humanlayer.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.gateway.app.Dossiers.Dossier;
import io.humanlayer.gateway.core.catalogue.Catalogue;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Intake;
import io.humanlayer.gateway.core.intake.Submission.Door;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.CanonicalJson;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DossierJsonTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final String BODY =
      """
      {"operation": "o", "summary": "Pay", "state": {"thread": 7},
       "arguments": {"amount": 1000.10, "big": "x"},
       "context": {"exact": 12345678901234567890.12, "huge": 1e400}}
      """;

  @Test
  void a_sentinel_sees_every_digit_that_the_agent_sent() {
    var shown =
        DossierJson.shown(
            new Dossier(
                "sha256:d", DossierJson.write(request(), new byte[16]), List.of(), Map.of()));
    assertThat(shown.at("/context/exact").asText()).isEqualTo("12345678901234567890.12");
    assertThat(shown.at("/context/huge").asText()).isEqualTo("1E+400");
    assertThat(shown.at("/arguments/amount").asText()).isEqualTo("1000.10");
    assertThat(shown.path("summary").asText()).isEqualTo("Pay");
    assertThat(shown.path("digest").asText()).isEqualTo("sha256:d");
  }

  @Test
  void a_sentinel_sees_neither_the_salt_nor_the_agents_state() {
    var shown =
        DossierJson.shown(
            new Dossier(
                "sha256:d", DossierJson.write(request(), new byte[16]), List.of(), Map.of()));
    assertThat(shown.has("salt")).isFalse();
    assertThat(shown.has("state")).isFalse();
  }

  @Test
  void another_salt_is_another_digest() {
    String first = DossierJson.write(request(), new byte[16]);
    String second = DossierJson.write(request(), new byte[] {1, 2, 3});
    assertThat(CanonicalJson.digest(first)).isNotEqualTo(CanonicalJson.digest(second));
  }

  @Test
  void an_agent_reads_back_its_arguments_and_its_state() {
    DecisionRequest request = request();
    var fromDossier =
        ViewJson.write(
            request.pending(),
            Optional.of(
                new Dossier(
                    "sha256:d", DossierJson.write(request, new byte[16]), List.of(), Map.of())));
    var atHand = ViewJson.write(request.pending(), request.submission().content());
    assertThat(fromDossier.toString()).isEqualTo(atHand.toString());
    assertThat(atHand.at("/arguments/amount").asText()).isEqualTo("1000.10");
    assertThat(atHand.at("/state/thread").asInt()).isEqualTo(7);
    assertThat(atHand.path("status").asText()).isEqualTo("pending");
    assertThat(atHand.path("submitted_at").asText()).isEqualTo("2026-11-21T20:00:00.000Z");
    assertThat(atHand.has("receipt")).isFalse();
  }

  @Test
  void an_erased_dossier_leaves_the_facts() {
    var json = ViewJson.write(request().pending(), Optional.empty());
    assertThat(json.has("arguments")).isFalse();
    assertThat(json.path("operation").asText()).isEqualTo("o");
  }

  private static DecisionRequest request() {
    var agent =
        new Agent(new OrganisationId("acme"), new AgentId("buyer"), "Buyer", null, null, true);
    var submission =
        RequestJson.read(
            StrictJson.object(BODY.getBytes(StandardCharsets.UTF_8)),
            agent,
            Catalogue.EMPTY,
            null,
            Door.HTTP,
            NOW);
    var id = new RequestId(UUID.fromString("01994c2e-0000-7000-8000-000000000001"));
    return Intake.accept(submission, id, List.of(), List.of(), List.of(), NOW);
  }
}
