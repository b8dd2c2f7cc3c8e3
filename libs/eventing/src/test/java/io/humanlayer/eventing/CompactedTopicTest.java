package io.humanlayer.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompactedTopicTest {

  private final String topic = "test." + UUID.randomUUID();
  private final AvroWire wire = Servers.wire();
  private final TestKafka kafka = Servers.testKafka();
  private final EventProducer producer = new EventProducer(Servers.kafka(), wire);
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private CompactedTopic followed;

  @BeforeEach
  void follow() {
    var consumption = new Consumption("notifier", wire, producer);
    followed = new CompactedTopic(Servers.kafka(), topic, consumption, this::on);
  }

  @AfterEach
  void close() {
    followed.close();
    producer.close();
    kafka.close();
  }

  @Test
  void what_was_there_at_the_start_has_been_read_when_it_is_ready() throws Exception {
    create();
    send("a", "ada");
    send("b", "ben");
    assertThat(followed.ready()).isFalse();
    followed.start();
    Await.until(followed::ready);
    assertThat(seen).containsExactlyInAnyOrder("a=ada", "b=ben");
  }

  @Test
  void what_comes_later_is_followed_and_a_tombstone_is_told() throws Exception {
    create();
    followed.start();
    Await.until(followed::ready);
    send("a", "ada");
    kafka.produce(topic, "a", headers("io.humanlayer.cases.OfferMade.v1"), null);
    Await.until(() -> seen.size() == 2);
    assertThat(seen).containsExactly("a=ada", "a gone");
  }

  @Test
  void a_topic_that_is_not_there_yet_is_waited_for() throws Exception {
    followed.start();
    create();
    send("a", "ada");
    Await.until(() -> !seen.isEmpty());
    Await.until(followed::ready);
  }

  @Test
  void an_unknown_type_stops_it_and_it_is_no_longer_ready() throws Exception {
    create();
    followed.start();
    Await.until(followed::ready);
    kafka.produce(topic, "a", headers("io.humanlayer.cases.Reborn.v1"), new byte[] {0, 0, 0, 0, 1});
    Await.until(() -> !followed.ready());
    assertThat(seen).isEmpty();
  }

  private void on(IncomingEvent event) {
    EventBody body = event.body();
    seen.add(body == null ? event.key() + " gone" : event.key() + "=" + body.text("sentinel"));
  }

  private void create() throws Exception {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka()))) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    }
  }

  private void send(String key, String sentinel) {
    kafka.produce(
        topic,
        key,
        headers("io.humanlayer.cases.OfferMade.v1"),
        wire.encode(topic, Seats.offer(sentinel).body()));
  }

  private static Headers headers(String type) {
    Instant at = Instant.parse("2026-11-21T20:00:00.112Z");
    return new Envelope(UUID.randomUUID(), "/test", type, "s", at, "acme", null, null).headers();
  }
}
