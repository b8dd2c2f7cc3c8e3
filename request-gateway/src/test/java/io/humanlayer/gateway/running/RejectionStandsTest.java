package io.humanlayer.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a human rejected is asked again: the request carries the rejection, so that policy gives
/// the same answer.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class RejectionStandsTest extends Running {

  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-11-21T11:00:00Z");

  /// An amount that no other test asks for.
  private final String amount =
      Math.floorMod(UUID.randomUUID().getLeastSignificantBits(), 1_000_000_000L) + ".01";

  @Test
  void the_same_action_asked_again_carries_the_rejection() {
    String rejected = decide(ask(transfer(amount)), "REJECTED", "SENTINEL", NINE);

    EventBody denied = submitted(ask(transfer(amount)).id()).record("denied");

    assertThat(denied.text("requestId")).isEqualTo(rejected);
    assertThat(denied.instant("decidedAt")).isEqualTo(NINE);
    assertThat(denied.text("reasonCode")).isEqualTo("unknown-payee");
  }

  @Test
  void over_kafka_it_does_too() {
    String rejected = decide(ask(transfer(amount)), "REJECTED", "SENTINEL", NINE);
    String unique = UUID.randomUUID().toString();
    String body =
        transfer(amount).substring(0, transfer(amount).length() - 1) + ",\"agent\":\"buyer\"}";

    kafka.produce(
        "ext.acme.requests.v1",
        "buyer",
        List.of(header("content-type", "application/json"), header("Idempotency-Key", unique)),
        body.getBytes(StandardCharsets.UTF_8));

    String again =
        Await.until(
            "the request over Kafka",
            () ->
                jdbi.withHandle(
                    h ->
                        h.createQuery("select id::text from request where idempotency_key = :key")
                            .bind("key", unique)
                            .mapTo(String.class)
                            .findOne()
                            .orElse("")),
            id -> !id.isEmpty());
    assertThat(submitted(again).record("denied").text("requestId")).isEqualTo(rejected);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void another_action_and_another_agent_are_not_concerned() {
    decide(ask(transfer(amount)), "REJECTED", "SENTINEL", NINE);

    assertThat(denial(ask(transfer("7" + amount)))).isNull();
    assertThat(denial(asks("seller", "/v1/requests", transfer(amount)))).isNull();
  }

  @Test
  void what_policy_or_the_clock_rejected_does_not_stand() {
    decide(ask(transfer(amount)), "REJECTED", "POLICY", NINE);
    assertThat(denial(ask(transfer(amount)))).isNull();
    decide(ask(transfer(amount)), "EXPIRED", "TIMEOUT", TEN);
    assertThat(denial(ask(transfer(amount)))).isNull();
  }

  @Test
  void a_person_who_reopens_it_lifts_it_and_a_later_rejection_stands_again() {
    String first = decide(ask(transfer(amount)), "REJECTED", "SENTINEL", NINE);
    reopen(first);
    Answer asked = ask(transfer(amount));
    assertThat(denial(asked)).isNull();

    String second = decide(asked, "REJECTED", "SENTINEL", TEN);

    EventBody denied = denial(ask(transfer(amount)));
    assertThat(denied).isNotNull();
    assertThat(denied.text("requestId")).isEqualTo(second);
  }

  @Test
  void an_approval_after_it_ends_it_for_good_and_one_before_it_does_not() {
    Answer early = ask(transfer(amount));
    Answer late = ask(transfer(amount));
    Answer latest = ask(transfer(amount));
    String rejected = decide(late, "REJECTED", "SENTINEL", TEN);
    // It was given before the rejection, and comes in after it.
    decide(early, "APPROVED", "SENTINEL", NINE);
    EventBody denied = denial(ask(transfer(amount)));
    assertThat(denied).isNotNull();
    assertThat(denied.text("requestId")).isEqualTo(rejected);

    decide(latest, "APPROVED", "SENTINEL", ELEVEN);
    assertThat(denial(ask(transfer(amount)))).isNull();
    // The same rejection delivered again changes nothing.
    decide(late, "REJECTED", "SENTINEL", TEN);
    assertThat(denial(ask(transfer(amount)))).isNull();
  }

  @Test
  void the_same_idempotency_key_is_still_the_same_request() {
    Answer first = ask(transfer(amount), "Idempotency-Key", amount);
    decide(first, "REJECTED", "SENTINEL", NINE);

    assertThat(ask(transfer(amount), "Idempotency-Key", amount).id()).isEqualTo(first.id());
    ask(transfer("7" + amount), "Idempotency-Key", amount).problem(422, "idempotency-conflict");
  }

  private @Nullable EventBody denial(Answer asked) {
    return submitted(asked.id()).optionalRecord("denied");
  }

  private EventBody submitted(String id) {
    var message =
        kafka
            .await("hl.intake.v1", 1, m -> id.equals(Envelope.text(m.headers(), "ce_subject")))
            .getFirst();
    return wire.decode("io.humanlayer.intake.RequestSubmitted", message.value());
  }

  /// Publishes the decision on a request and waits until the gateway has it; gives its id.
  private String decide(Answer asked, String outcome, String basis, Instant at) {
    String id = asked.id();
    var values = Decisions.decided(id, outcome);
    values.put("actionDigest", asked.json().path("action_digest").asText());
    values.put("basis", basis);
    values.put("decidedAt", at);
    values.put("reasonCode", "unknown-payee");
    publish("hl.decisions.v1", id, "io.humanlayer.decisions.Decided", values);
    flush(id);
    return id;
  }

  private void reopen(String id) {
    publish(
        "hl.decisions.v1",
        id,
        "io.humanlayer.decisions.Reopened",
        Map.of("requestId", id, "org", ORG, "by", "ada", "reasonCode", "known-payee", "at", TEN));
    flush(id);
  }

  /// Waits until what was published under `id` has had its effect: a decision that comes after it
  /// on the same partition can be seen.
  private void flush(String id) {
    String marker = asks("marker", "/v1/requests", transfer("1")).id();
    publish(
        "hl.decisions.v1",
        id,
        "io.humanlayer.decisions.Decided",
        Decisions.decided(marker, "EXPIRED"));
    Await.until(
        () ->
            read("marker", "/v1/requests/" + marker)
                .json()
                .path("status")
                .asText()
                .equals("timeout"));
  }
}
