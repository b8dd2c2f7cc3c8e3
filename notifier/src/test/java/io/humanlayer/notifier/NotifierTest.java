package io.humanlayer.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.notifier.CallbackReceiverStand.Call;
import io.humanlayer.notifier.core.delivery.Delivery;
import io.humanlayer.notifier.core.delivery.DeliveryDecider;
import io.humanlayer.notifier.core.webhook.ReceiverCheck;
import io.humanlayer.notifier.wire.DeliveryAvro;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// From a decision on its topic to what those outside get.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@TestProfile(RunningNotifier.ReceiversOnThisMachine.class)
class NotifierTest extends RunningNotifier {

  @Test
  void a_decision_is_told_to_the_organisation_and_once_to_the_callback() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request)));

    Call call = awaitCalls(1).getFirst();
    awaitStatus("delivered");
    assertThat(receiver.calls(request)).hasSize(1);
    assertThat(call.body()).contains("\"status\":\"approved\"").contains(request);
    assertThat(ReceiverCheck.publicKey(key("ed25519"), call.headers(), call.body())).isTrue();
    assertThat(ReceiverCheck.sharedSecret(key("hmac"), call.headers(), call.body())).isTrue();
    assertThat(journal.about(request))
        .extracting(JournalReader.Row::topic, JournalReader.Row::event)
        .containsExactly(
            tuple("ext.acme.decisions.v1", "DecisionMade"),
            tuple("hl.deliveries.v1", "DeliveryScheduled"),
            tuple("hl.deliveries.v1", "Delivered"));
  }

  @Test
  void a_receiver_that_fails_is_told_again_under_the_same_id() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request, 500)));

    List<Call> calls = awaitCalls(2);
    awaitStatus("delivered");
    assertThat(calls).extracting(call -> call.headers().get("webhook-id")).containsOnly(delivery());
    assertThat(calls).extracting(Call::body).containsOnly(calls.getFirst().body());
    Call second = calls.getLast();
    assertThat(ReceiverCheck.publicKey(key("ed25519"), second.headers(), second.body())).isTrue();
    assertThat(journal.about(request))
        .extracting(JournalReader.Row::event)
        .containsExactly("DecisionMade", "DeliveryScheduled", "DeliveryFailed", "Delivered");
  }

  @Test
  void a_receiver_that_is_gone_is_left_in_peace() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request, 410)));

    awaitStatus("abandoned");
    assertThat(receiver.calls(request)).hasSize(1);
    assertThat(journal.about(request))
        .last()
        .extracting(JournalReader.Row::event)
        .isEqualTo("DeliveryAbandoned");
  }

  @Test
  void a_decision_without_a_callback_is_told_to_the_organisation_only() {
    decided(ids.next(), Decisions.approved(request, null));

    awaitJournal(request, "DecisionMade");
    assertThat(journal.about(request)).hasSize(1);
  }

  @Test
  void a_message_that_comes_again_has_no_second_effect() {
    UUID message = ids.next();
    EventBody body = Decisions.approved(request, receiver.expecting(request));
    decided(message, body);
    decided(message, body);
    whatCameBeforeIsDone();

    awaitStatus("delivered");
    assertThat(receiver.calls(request)).hasSize(1);
    assertThat(journal.about(request)).hasSize(3);
  }

  @Test
  void a_second_decision_on_the_same_request_is_refused() {
    decided(ids.next(), Decisions.approved(request, null));
    Map<String, Object> other = Decisions.values(request, receiver.expecting(request));
    other.put("outcome", "REJECTED");
    decided(ids.next(), EventBody.of(Decisions.EVENT, other));
    whatCameBeforeIsDone();

    assertThat(journal.about(request)).hasSize(1);
    assertThat(journal.about(request).getFirst().body().text("outcome")).isEqualTo("APPROVED");
    assertThat(receiver.calls(request)).isEmpty();
  }

  @Test
  void a_record_that_cannot_be_read_goes_to_the_dead_letters_and_the_next_one_flows() {
    byte[] poison = "not Avro".getBytes(StandardCharsets.UTF_8);
    kafka.produce(DECISIONS, request, envelope(ids.next()).headers(), poison);
    whatCameBeforeIsDone();

    var dead = kafka.await("hl.decisions.v1.notifier.dlq", request);
    assertThat(dead.value()).isEqualTo(poison);
    assertThat(Envelope.text(dead.headers(), "dead-letter-reason")).contains("wire format");
    assertThat(journal.about(request)).isEmpty();
  }

  @Test
  void the_table_says_what_the_journal_says() {
    decided(ids.next(), Decisions.approved(request, receiver.expecting(request, 503)));
    awaitJournal(request, "DeliveryFailed");

    var codec = new DeliveryAvro();
    var events = journal.stream(UUID.fromString(delivery())).stream().map(codec::read).toList();
    var pending = (Delivery.Pending) new DeliveryDecider().replay(events);
    Map<String, Object> row =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select attempts, url, next_at from delivery where id = :id::uuid")
                    .bind("id", delivery())
                    .map(
                        (found, _) ->
                            Map.<String, Object>of(
                                "attempts", found.getInt("attempts"),
                                "url", found.getString("url"),
                                "next_at", found.getTimestamp("next_at").toInstant()))
                    .one());
    assertThat(row.get("attempts")).isEqualTo(pending.failed());
    assertThat((String) row.get("url")).isEqualTo(pending.origin() + "/" + request);
    assertThat(((Instant) row.get("next_at")).toEpochMilli())
        .isEqualTo(pending.nextAt().toEpochMilli());
  }
}
