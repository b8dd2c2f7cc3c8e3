package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.testkit.infrastructure.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumptionTest {

  private static final String TOPIC = "hl.cases.v1";
  private static final String DEAD = "hl.cases.v1.notifier.dlq";
  private static final String OFFER = "io.humanlayer.cases.OfferMade";

  private final TestKafka kafka = Servers.testKafka();
  private final AvroWire wire = Servers.wire();
  private final EventProducer producer = new EventProducer(Servers.kafka(), wire);
  private final Consumption consumption = new Consumption("notifier", wire, producer);
  private final String key = UUID.randomUUID().toString();
  private final List<String> effects = new ArrayList<>();

  @AfterEach
  void close() {
    kafka.close();
    producer.close();
  }

  @Test
  void events_have_their_effect_in_order_all_at_once() {
    offer("ada");
    offer("ben");
    handle();
    assertThat(effects).containsExactly("[ada, ben]");
  }

  @Test
  void other_events_of_the_topic_are_passed_by() {
    offer("ada");
    send(envelope("io.humanlayer.cases.Closed.v1").headers(), closed());
    handle();
    assertThat(effects).containsExactly("[ada]");
  }

  @Test
  void a_malformed_record_goes_to_the_dead_letters_and_the_next_one_flows() {
    send(envelope(OFFER + ".v1").headers(), utf8("{\"not\":\"avro\"}"));
    offer("ada");
    handle();
    assertThat(effects).containsExactly("[ada]");
    ConsumerRecord<String, byte[]> dead = kafka.await(DEAD, key);
    assertThat(dead.value()).isEqualTo(utf8("{\"not\":\"avro\"}"));
    assertThat(header(dead, "dead-letter-reason")).isEqualTo("not in the registry's wire format");
    assertThat(header(dead, "dead-letter-topic")).isEqualTo(TOPIC);
    assertThat(header(dead, "dead-letter-offset")).matches("\\d+");
    assertThat(header(dead, "ce_type")).isEqualTo(OFFER + ".v1");
  }

  @Test
  void a_record_without_an_envelope_goes_to_the_dead_letters() {
    send(envelope(OFFER + ".v1").headers().remove("ce_id"), offered("ada"));
    handle();
    assertThat(header(kafka.await(DEAD, key), "dead-letter-reason"))
        .isEqualTo("header ce_id is missing");
  }

  @Test
  void a_record_that_means_nothing_to_the_domain_goes_to_the_dead_letters() {
    offer("ada");
    consumption.handle(
        mine(),
        OFFER::equals,
        _ -> {
          throw new IllegalArgumentException("no such panel");
        },
        values -> effects.add(values.toString()));
    assertThat(header(kafka.await(DEAD, key), "dead-letter-reason")).isEqualTo("no such panel");
  }

  @Test
  void a_tombstone_where_content_is_needed_goes_to_the_dead_letters() {
    send(envelope(OFFER + ".v1").headers(), null);
    handle();
    assertThat(header(kafka.await(DEAD, key), "dead-letter-reason"))
        .isEqualTo("an event without content");
  }

  @Test
  void a_dead_letter_too_large_for_its_topic_goes_without_its_value() {
    send(envelope(OFFER + ".v1").headers(), new byte[1_047_000]);
    offer("ada");
    consumption.handleRaw(
        mine(),
        message -> {
          if (message.value().length > 1000) {
            throw new Malformed("much too long: " + "x".repeat(10_000));
          }
          return "read";
        },
        values -> effects.add(values.toString()));
    assertThat(effects).containsExactly("[read]");
    ConsumerRecord<String, byte[]> dead = kafka.await(DEAD, key);
    assertThat(dead.value()).isNull();
    assertThat(header(dead, "dead-letter-reason"))
        .startsWith("much too long: xxx")
        .hasSize(EventProducer.MAX_REASON);
  }

  @Test
  void an_unknown_type_stops_the_consumer_and_nothing_has_an_effect() {
    offer("ada");
    send(envelope("io.humanlayer.cases.Reborn.v1").headers(), offered("ben"));
    assertThatThrownBy(this::handle).isInstanceOf(UnknownContract.class);
    assertThat(effects).isEmpty();
    assertThat(kafka.read(DEAD)).noneMatch(message -> key.equals(message.key()));
  }

  @Test
  void a_newer_version_stops_the_consumer() {
    send(envelope(OFFER + ".v2").headers(), offered("ada"));
    assertThatThrownBy(this::handle).isInstanceOf(UnknownContract.class);
  }

  @Test
  void an_effect_that_fails_is_tried_again_with_the_same_events() {
    offer("ada");
    offer("ben");
    var tries = new AtomicInteger();
    consumption.handle(
        mine(),
        OFFER::equals,
        event -> event.content().text("sentinel"),
        sentinels -> {
          if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException("the database is away");
          }
          effects.add(sentinels.toString());
        });
    assertThat(tries).hasValue(3);
    assertThat(effects).containsExactly("[ada, ben]");
  }

  @Test
  void a_store_that_is_away_while_reading_is_waited_for() {
    offer("ada");
    var tries = new AtomicInteger();
    consumption.handle(
        mine(),
        OFFER::equals,
        event -> {
          if (tries.incrementAndGet() < 2) {
            throw new IllegalStateException("the registry does not answer");
          }
          return event.content().text("sentinel");
        },
        sentinels -> effects.add(sentinels.toString()));
    assertThat(effects).containsExactly("[ada]");
    assertThat(kafka.read(DEAD)).noneMatch(message -> key.equals(message.key()));
  }

  @Test
  void an_event_that_is_sent_arrives_with_its_envelope() {
    Envelope envelope = envelope(OFFER + ".v1");
    OutgoingEvent event = Seats.offer("ada");
    EventProducer.await(List.of(producer.send(envelope, event)));
    ConsumerRecord<String, byte[]> message = kafka.await(TOPIC, 1, this::isFrom).getLast();
    IncomingEvent read = consumption.decode(message);
    assertThat(read.envelope()).isEqualTo(envelope);
    assertThat(read.key()).isEqualTo("key-ada");
    assertThat(read.content().text("sentinel")).isEqualTo("ada");
    assertThat(message.timestamp()).isEqualTo(event.at().toEpochMilli());
    assertThat(read.cause("notifier"))
        .isEqualTo(new Cause("notifier", envelope.id().toString(), "acme", null));
  }

  private boolean isFrom(ConsumerRecord<String, byte[]> message) {
    return key.equals(header(message, "ce_subject")) && "key-ada".equals(message.key());
  }

  private void handle() {
    consumption.handle(
        mine(),
        OFFER::equals,
        event -> event.content().text("sentinel"),
        sentinels -> effects.add(sentinels.toString()));
  }

  private List<ConsumerRecord<String, byte[]>> mine() {
    return kafka.read(TOPIC).stream().filter(message -> key.equals(message.key())).toList();
  }

  private void offer(String sentinel) {
    send(envelope(OFFER + ".v1").headers(), offered(sentinel));
  }

  private byte[] offered(String sentinel) {
    return wire.encode(TOPIC, Seats.offer(sentinel).body());
  }

  private byte[] closed() {
    return wire.encode(
        TOPIC, new EventBody(SampleEvent.of(Contracts.schema("io.humanlayer.cases.Closed"))));
  }

  private void send(Headers headers, byte[] value) {
    kafka.produce(TOPIC, key, headers, value);
  }

  private Envelope envelope(String type) {
    Instant at = Instant.parse("2026-11-21T20:00:00.112Z");
    return new Envelope(UUID.randomUUID(), "/test", type, key, at, "acme", null, null);
  }

  private static String header(ConsumerRecord<String, byte[]> message, String name) {
    return Envelope.text(message.headers(), name);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
