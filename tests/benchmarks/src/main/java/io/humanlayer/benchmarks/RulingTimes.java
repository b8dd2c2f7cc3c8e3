package io.humanlayer.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// When the policy-engine ruled on each request: the times of the records that it sent.
final class RulingTimes implements AutoCloseable {

  private static final String TOPIC = "hl.rulings.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<String, byte[]> consumer;

  /// Listens to what is ruled from now on.
  RulingTimes(String bootstrap) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(it -> new TopicPartition(TOPIC, it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Without asking, the end is looked up with the first poll, and that is after the run.
    partitions.forEach(consumer::position);
  }

  /// @throws IllegalStateException if one of them is not among the rulings
  Map<UUID, Instant> of(Set<UUID> requests) {
    var times = new HashMap<UUID, Instant>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (times.size() < requests.size()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(requests.size() - times.size() + " rulings are missing");
      }
      for (var ruling : consumer.poll(Duration.ofMillis(200))) {
        var id = UUID.fromString(ruling.key());
        if (requests.contains(id)) {
          times.putIfAbsent(id, Instant.ofEpochMilli(ruling.timestamp()));
        }
      }
    }
    return times;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
