package io.humanlayer.notifier.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.notifier.Decisions;
import io.humanlayer.notifier.core.decision.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionWireTest {

  private static final String REQUEST = "01994f5e-0000-7000-8000-000000000001";

  @Test
  void a_decision_reaches_the_organisation_on_its_own_topic() {
    var event = DecisionMadeAvro.write(approved(), Instant.EPOCH);
    assertThat(event.topic()).isEqualTo("ext.acme.decisions.v1");
    assertThat(event.key()).isEqualTo(REQUEST);
    assertThat(event.body().text("outcome")).isEqualTo("APPROVED");
    assertThat(event.body().text("basis")).isEqualTo("SENTINEL");
    assertThat(event.body().text("decided_at")).isEqualTo("2026-11-21T20:00:03.112Z");
    assertThat(event.body().texts("rules")).containsExactly("transfer-large");
    assertThat(event.body().records("sentinels").getFirst().text("id")).isEqualTo("s-7f3k");
    assertThat(event.body().text("receipt_url")).isEqualTo("/v1/receipts/" + REQUEST);
  }

  @Test
  void the_body_of_a_callback_is_what_a_get_shows() throws Exception {
    JsonNode json = new ObjectMapper().readTree(DecisionJson.write(approved()));
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"id":"01994f5e-0000-7000-8000-000000000001","status":"approved",
                     "agent":"accountant","operation":"payments.transfer",
                     "type":"authorized_decision","level":2,"action_digest":"sha256:00",
                     "outcome":"APPROVED","basis":"SENTINEL","reason_code":"known-supplier",
                     "reason":"Known supplier, invoice 4711 checked",
                     "decided_at":"2026-11-21T20:00:03.112Z",
                     "usable_until":"2026-11-21T20:10:03.112Z","tier":"standard",
                     "policies":[{"layer":"organisation","name":"baseline","number":7,
                       "digest":"sha256:07"}],
                     "policy":{"layer":"organisation","name":"baseline","number":7,
                       "digest":"sha256:07","rules":["transfer-large"]},
                     "sentinels":[{"id":"s-7f3k","qualification":"finance.payments",
                       "assurance":"passkey","verdict":"approve","at":"2026-11-21T20:00:03.112Z"}],
                     "receipt":{"status":"pending",
                       "url":"/v1/receipts/01994f5e-0000-7000-8000-000000000001"}}
                    """));
  }

  @Test
  void for_whom_a_deputy_sat_is_told() throws Exception {
    var values = Decisions.values(REQUEST, null);
    values.put(
        "verdicts",
        List.of(
            Map.of(
                "sentinel", "s-deputy",
                "panel", "cfo",
                "qualification", "finance.deputy-cfo",
                "assurance", "key",
                "verdict", "approve",
                "onBehalfOf", "s-cfo",
                "at", Decisions.DECIDED_AT)));
    Decision decision = read(EventBody.of(Decisions.EVENT, values), "acme");

    JsonNode json = new ObjectMapper().readTree(DecisionJson.write(decision));
    assertThat(json.at("/sentinels/0/on_behalf_of").asText()).isEqualTo("s-cfo");
    EventBody told = DecisionMadeAvro.write(decision, Instant.EPOCH).body();
    assertThat(told.records("sentinels").getFirst().optionalText("on_behalf_of"))
        .isEqualTo("s-cfo");
  }

  @Test
  void edited_arguments_are_told() throws Exception {
    var values = Decisions.values(REQUEST, null);
    values.put("outcome", "APPROVED_WITH_EDITS");
    values.put(
        "edits", Map.of("arguments", "{\"amount\":\"900.00\"}", "actionDigest", "sha256:01"));
    Decision decision = read(EventBody.of(Decisions.EVENT, values), "acme");

    JsonNode json = new ObjectMapper().readTree(DecisionJson.write(decision));
    assertThat(json.at("/status").asText()).isEqualTo("approved");
    assertThat(json.at("/arguments/amount").asText()).isEqualTo("900.00");
    assertThat(DecisionMadeAvro.write(decision, Instant.EPOCH).body().text("arguments"))
        .isEqualTo("{\"amount\":\"900.00\"}");
  }

  @Test
  void a_body_never_grows_past_its_limit() throws Exception {
    var values = Decisions.values(REQUEST, null);
    values.put("answer", "é".repeat(DecisionJson.MAX_BYTES));
    String body = DecisionJson.write(read(EventBody.of(Decisions.EVENT, values), "acme"));

    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(DecisionJson.MAX_BYTES);
    JsonNode json = new ObjectMapper().readTree(body);
    assertThat(json.has("answer")).isFalse();
    assertThat(json.at("/omitted").toString()).contains("answer");
    assertThat(json.at("/outcome").asText()).isEqualTo("APPROVED");
  }

  @Test
  void a_decision_of_another_organisation_than_its_envelope_is_malformed() {
    EventBody body = Decisions.approved(REQUEST, null);
    assertThatThrownBy(() -> read(body, "globex"))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("organisations");
  }

  private static Decision approved() {
    return read(Decisions.approved(REQUEST, null), "acme");
  }

  private static Decision read(EventBody body, String org) {
    var envelope =
        new Envelope(
            new UUID(1, 1),
            "/services/routing-service",
            Contracts.type(Decisions.EVENT),
            REQUEST,
            Decisions.DECIDED_AT,
            org,
            null,
            null);
    return DecidedAvro.read(new IncomingEvent(envelope, "hl.decisions.v1", REQUEST, body));
  }
}
