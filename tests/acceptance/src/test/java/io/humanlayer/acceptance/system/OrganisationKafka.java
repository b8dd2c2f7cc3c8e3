package io.humanlayer.acceptance.system;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Kafka as an organisation's own programs have it: through the external listener, with the
/// organisation's user and password and no more rights than those.
public final class OrganisationKafka implements AutoCloseable {

  private static final String DECISION_MADE = "io.humanlayer.ext.DecisionMade";

  /// @param user the organisation
  public record Access(String bootstrap, String user, String password) {

    /// What a client of this organisation sets to come in.
    public Map<String, Object> settings() {
      return Map.of(
          "bootstrap.servers",
          bootstrap,
          "security.protocol",
          "SASL_PLAINTEXT",
          "sasl.mechanism",
          "SCRAM-SHA-512",
          "sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
              + user
              + "\" password=\""
              + password
              + "\";");
    }
  }

  private final String organisation;
  private final AvroWire wire;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  OrganisationKafka(Access access, AvroWire wire) {
    this.organisation = access.user();
    this.wire = wire;
    this.producer =
        new KafkaProducer<>(access.settings(), new StringSerializer(), new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            access.settings(), new StringDeserializer(), new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(topic("decisions")).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private String topic(String what) {
    return "ext." + organisation + "." + what + ".v1";
  }

  /// Asks in JSON.
  public void ask(String json) {
    write(json.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  /// Asks with the Avro event `RequestMade`.
  public void askInAvro(Map<String, Object> fields) {
    var body = EventBody.of("io.humanlayer.ext.RequestMade", fields);
    write(wire.encode(topic("requests"), body), "application/avro");
  }

  private void write(byte[] value, String contentType) {
    var message = new ProducerRecord<String, byte[]>(topic("requests"), null, value);
    message.headers().add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(message).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take the request", e);
    }
  }

  /// Everything that the organisation was told about the request `id` up to now.
  public synchronized List<ConsumerRecord<String, byte[]>> told(String id) {
    var ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    }
    return seen.stream().filter(message -> id.equals(message.key())).toList();
  }

  public EventBody decisionMade(ConsumerRecord<String, byte[]> message) {
    return wire.decode(DECISION_MADE, message.value());
  }

  @Override
  public synchronized void close() {
    producer.close();
    consumer.close();
  }
}
