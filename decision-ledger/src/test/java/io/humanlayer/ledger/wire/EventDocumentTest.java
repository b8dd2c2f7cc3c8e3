package io.humanlayer.ledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.core.log.DecisionDocument;
import io.humanlayer.proof.Hash;
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
    var fact = EventDocument.read(rejected("acme", REQUEST.toString()));

    var decision = fact.decision().orElseThrow();
    assertThat(decision)
        .isEqualTo(
            new DecisionDocument(
                REQUEST,
                """
                {"data":{"actionDigest":"sha256:aa","agent":{"id":"billing"},\
                "answerDigest":"sha256:bdb69371bda03012fd50cf5941f5d8a83df50c4f37f5a6c4722dc5fc1cc4b151",\
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
                "type":"io.humanlayer.decisions.Decided.v1"}"""));
    assertThat(decision.json()).doesNotContain("Ada", "ada@", "DE00", "secret");
    assertThat(fact.leaf().digest())
        .isEqualTo(Hash.sha256(decision.json().getBytes(StandardCharsets.UTF_8)));
    assertThat(fact.leaf().decisionId()).contains(REQUEST.value());
    assertThat(fact.leaf().eventId()).isEqualTo(EVENT);
  }

  @Test
  void what_concerns_no_request_has_a_leaf_without_one() {
    var body = Events.registered("acme", "billing", List.of("ab"));
    var fact =
        EventDocument.read(
            new IncomingEvent(
                Events.envelope(EVENT, body, "s", "acme"), "hl.agents.v1", "acme/billing", body));

    assertThat(fact.org()).isEqualTo(new OrganisationId("acme"));
    assertThat(fact.leaf().decisionId()).isEmpty();
    assertThat(fact.decision()).isEmpty();
  }

  @Test
  void a_tombstone_is_a_fact_too() {
    var body = Events.registered("acme", "billing", List.of());
    Envelope envelope = Events.envelope(EVENT, body, "s", "acme");
    var event = new IncomingEvent(envelope, "hl.agents.v1", "acme/billing", null);

    assertThat(EventDocument.read(event).leaf().digest())
        .isEqualTo(
            Hash.sha256(
                """
                {"data":null,"id":"01994000-0000-7000-8000-000000000002","subject":"s",\
                "time":"2026-11-21T20:00:03.112Z",\
                "type":"io.humanlayer.agents.AgentRegistered.v1"}"""
                    .getBytes(StandardCharsets.UTF_8)));
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

  private static IncomingEvent rejected(String org, String subject) {
    var body = Events.rejected("acme", REQUEST);
    return new IncomingEvent(
        Events.envelope(EVENT, body, subject, org), "hl.decisions.v1", subject, body);
  }
}
