package io.humanlayer.standalone.provision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads committed records from the beginning of a topic.
final class Reader {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  private Reader() {}

  static List<ConsumerRecord<String, byte[]>> read(String bootstrap, String topic, int count) {
    return read(Map.of("bootstrap.servers", bootstrap), UUID.randomUUID().toString(), topic, count);
  }

  static List<ConsumerRecord<String, byte[]>> read(
      Map<String, Object> client, String group, String topic, int count) {
    var settings = new TreeMap<>(client);
    settings.put("group.id", group);
    settings.put("auto.offset.reset", "earliest");
    settings.put("isolation.level", "read_committed");
    var found = new ArrayList<ConsumerRecord<String, byte[]>>();
    var end = System.nanoTime() + LIMIT.toNanos();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (found.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
    }
    return found;
  }
}
