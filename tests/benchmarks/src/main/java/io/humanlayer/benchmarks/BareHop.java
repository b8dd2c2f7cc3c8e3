package io.humanlayer.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// One record through Kafka: from `send` with acks=all until a consumer that waits has it. The
/// topic is made for the run and deleted after it.
final class BareHop implements AutoCloseable {

  private static final int RECORD = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String topic = "bench." + UUID.randomUUID();
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;

  BareHop(String bootstrap) throws InterruptedException, ExecutionException {
    Map<String, Object> broker = Map.of("bootstrap.servers", bootstrap);
    admin = Admin.create(broker);
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0)));
  }

  /// Sends `count` records, each once the one before has arrived.
  void run(int count, Latencies latencies) {
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      var _ = producer.send(new ProducerRecord<>(topic, new byte[RECORD]));
      if (consumer.poll(PATIENCE).isEmpty()) {
        throw new IllegalStateException("a record did not arrive within " + PATIENCE);
      }
      latencies.add(System.nanoTime() - start);
    }
  }

  @Override
  public void close() throws ExecutionException {
    producer.close();
    consumer.close();
    try {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close();
  }
}
