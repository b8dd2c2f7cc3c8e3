package io.humanlayer.standalone.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

  private static final Duration START = Duration.ofMinutes(1);

  @Test
  void an_acknowledged_record_is_there_after_a_kill(@TempDir Path folder) throws Exception {
    var listeners = KafkaBroker.Listeners.free();
    try (var broker = new KafkaBroker(InfraFiles.locate(), folder, listeners)) {
      broker.start();
      broker.waitReady(START);
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrap());
      try (var admin = Admin.create(client)) {
        admin
            .createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
            .all()
            .get(30, TimeUnit.SECONDS);
      }
      try (var producer =
          new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("kept", "k", "v")).get(30, TimeUnit.SECONDS);
      }

      Killed.now(broker);
      broker.start();
      broker.waitReady(START);

      try (var consumer =
          new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
        var partition = new TopicPartition("kept", 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        assertThat(consumer.poll(START)).hasSize(1).allMatch(r -> r.value().equals("v"));
      }
    }
  }
}
