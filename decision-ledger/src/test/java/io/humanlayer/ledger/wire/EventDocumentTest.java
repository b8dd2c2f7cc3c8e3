package io.humanlayer.ledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.decision.Disclosure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventDocumentTest {

  private static final RequestId REQUEST = RequestId.parse("01994000-0000-7000-8000-000000000001");
  private static final UUID EVENT = UUID.fromString("01994000-0000-7000-8000-000000000002");

  /// These bytes are hashed into logs that exist: they may never change.
  @Test
  void a_decision_becomes_the_same_document_for_ever_and_says_nothing_that_people_wrote() {
    var fact = EventDocument.read(rejected("acme", REQUEST.toString())).fact();

    assertThat(fact.document())
        .isEqualTo(
            """
            {"data":{"actionDigest":"sha256:%s","agent":{"id":"billing"},\
            "basis":"SENTINEL","decidedAt":"2026-11-21T20:00:03.112Z",\
            "edits":{"actionDigest":"sha256:bb"},"level":3,"operation":"bank.transfer",\
            "org":"acme","outcome":"REJECTED","policies":[],"reasonDigest":"sha256:cc",\
            "requestId":"01994000-0000-7000-8000-000000000001",\
            "rules":[{"id":"transfer-large","layer":"org"}],"tier":"T2",\
            "type":"authorized_decision","verdicts":[{"assurance":"passkey",\
            "at":"2026-11-21T20:00:03.112Z","panel":"payments",\
            "qualification":"finance.payments","sentinel":"s-7f3k","verdict":"REJECT"}]},\
            "id":"01994000-0000-7000-8000-000000000002",\
            "subject":"01994000-0000-7000-8000-000000000001",\
            "time":"2026-11-21T20:00:03.112Z",\
            "type":"io.humanlayer.decisions.Decided.v1"}\
            """
                .formatted("a".repeat(64)));
    assertThat(fact.document()).doesNotContain("Ada", "ada@", "DE00", "secret");
    assertThat(fact.leaf().digest()).isEqualTo(digest(fact.document()));
    assertThat(fact.leaf().decisionId()).contains(REQUEST.value());
    assertThat(fact.leaf().eventId()).isEqualTo(EVENT);
    assertThat(fact.terms())
        .containsExactly(
            "agent:billing", "operation:bank.transfer", "rule:transfer-large", "sentinel:s-7f3k");
  }

  @Test
  void a_decision_has_a_statement_in_which_salted_digests_stand_for_what_people_wrote() {
    var draft = EventDocument.read(rejected("acme", REQUEST.toString())).decision().orElseThrow();
    var disclosures =
        draft.content().entrySet().stream()
            .map(it -> Disclosure.of(new byte[16], it.getKey(), it.getValue()))
            .toList();

    String statement = draft.statement(disclosures);

    assertThat(draft.content())
        .containsOnlyKeys("answer", "reason", "edits.arguments")
        .containsEntry("reason", "\"Ada Lovelace says no\"");
    assertThat(statement)
        .startsWith("{\"_sd_alg\":\"sha-256\",\"_type\":\"https://in-toto.io/Statement/v1\"")
        .contains("\"subject\":[{\"digest\":{\"sha256\":\"" + "a".repeat(64) + "\"}")
        .contains("\"decisionId\":\"" + REQUEST + "\"")
        .doesNotContain("Ada", "DE00");
    assertThat(disclosures).allMatch(it -> statement.contains(it.digest()));
  }

  @Test
  void what_concerns_no_request_has_a_leaf_without_one() {
    var body = Events.registered("acme", "billing", List.of("ab"));
    var fact =
        EventDocument.read(
            new IncomingEvent(
                Events.envelope(EVENT, body, "s", "acme"), "hl.agents.v1", "acme/billing", body));

    assertThat(fact.decision()).isEmpty();
    assertThat(fact.fact().org()).isEqualTo(new OrganisationId("acme"));
    assertThat(fact.fact().leaf().decisionId()).isEmpty();
  }

  @Test
  void a_tombstone_is_a_fact_too() {
    var body = Events.registered("acme", "billing", List.of());
    Envelope envelope = Events.envelope(EVENT, body, "s", "acme");
    var event = new IncomingEvent(envelope, "hl.agents.v1", "acme/billing", null);

    assertThat(EventDocument.read(event).fact().leaf().digest())
        .isEqualTo(
            digest(
                """
                {"data":null,"id":"01994000-0000-7000-8000-000000000002","subject":"s",\
                "time":"2026-11-21T20:00:03.112Z",\
                "type":"io.humanlayer.agents.AgentRegistered.v1"}\
                """));
    assertThat(AgentAvro.read(event)).isPresent();
  }

  @Test
  void an_event_that_contradicts_its_envelope_is_malformed() {
    assertThatThrownBy(() -> EventDocument.read(rejected("other", REQUEST.toString())))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("different organisations");
    assertThatThrownBy(() -> EventDocument.read(rejected("acme", EVENT.toString())))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("different requests");
  }

  private static Hash digest(String document) {
    return Hash.sha256(document.getBytes(StandardCharsets.UTF_8));
  }

  private static IncomingEvent rejected(String org, String subject) {
    var body = Events.rejected("acme", REQUEST);
    return new IncomingEvent(
        Events.envelope(EVENT, body, subject, org), "hl.decisions.v1", subject, body);
  }
}
