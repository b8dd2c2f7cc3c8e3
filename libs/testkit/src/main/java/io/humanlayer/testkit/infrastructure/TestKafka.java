package io.humanlayer.testkit.infrastructure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes to topics and waits for what appears on them, from the beginning of each topic on. For
/// one thread.
public final class TestKafka implements AutoCloseable {

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Followed> followed = new HashMap<>();

  private record Followed(
      KafkaConsumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> seen) {}

  public TestKafka(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /// Writes one record and waits until the broker has it.
  public void produce(
      String topic, @Nullable String key, Iterable<Header> headers, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic, null, key, value, headers)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take the record", e);
    }
  }

  /// Everything that committed writers have put on `topic` up to now.
  public List<ConsumerRecord<String, byte[]>> read(String topic) {
    Followed follow = followed.computeIfAbsent(topic, this::follow);
    KafkaConsumer<String, byte[]> consumer = follow.consumer();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(follow.seen()::add);
    }
    return List.copyOf(follow.seen());
  }

  /// Waits until `topic` has at least `count` records that are `wanted`; returns all of these.
  public List<ConsumerRecord<String, byte[]>> await(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    return Await.until(
        count + " records on " + topic,
        () -> read(topic).stream().filter(wanted).toList(),
        found -> found.size() >= count);
  }

  /// Waits for the first record with this `key` on `topic`.
  public ConsumerRecord<String, byte[]> await(String topic, String key) {
    return await(topic, 1, message -> key.equals(message.key())).getFirst();
  }

  private Followed follow(String topic) {
    var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new Followed(consumer, new ArrayList<>());
  }

  @Override
  public void close() {
    producer.close();
    followed.values().forEach(follow -> follow.consumer().close());
  }
}
