package io.humanlayer.ledger.killed;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.ledger.core.log.Placed;
import io.humanlayer.ledger.core.log.Slice;
import io.humanlayer.ledger.wire.LeafAvro;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jdbi.v3.core.Jdbi;

/// `main`: writes the logs from the topic that orders them, in small batches, until it is killed.
final class WriterProcess {

  static final String TOPIC = "hl.leaves.v1";

  private WriterProcess() {}

  /// @param arguments database URL, its user and password, bootstrap servers
  public static void main(String[] arguments) {
    var writer = new Writer(Jdbi.create(arguments[0], arguments[1], arguments[2]));
    var wire = new AvroWire(new KnownSchemas());
    var partition = new TopicPartition(TOPIC, 0);
    try (var kafka = consumer(arguments[3])) {
      kafka.assign(List.of(partition));
      kafka.seek(partition, writer.logs.next(0));
      while (true) {
        List<ConsumerRecord<String, byte[]>> records =
            kafka.poll(Duration.ofSeconds(1)).records(partition);
        if (!records.isEmpty()) {
          writer.record(slice(records, wire));
          writer.sign();
        }
      }
    }
  }

  private static Slice slice(List<ConsumerRecord<String, byte[]>> records, AvroWire wire) {
    var placed = new ArrayList<Placed>();
    for (ConsumerRecord<String, byte[]> record : records) {
      Envelope envelope = Envelope.from(record.headers());
      var event =
          new IncomingEvent(
              envelope, TOPIC, record.key(), wire.decode(LeafAvro.EVENT, record.value()));
      placed.add(new Placed(record.offset(), LeafAvro.read(event)));
    }
    return new Slice(0, placed, records.getLast().offset() + 1);
  }

  private static KafkaConsumer<String, byte[]> consumer(String servers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers, "max.poll.records", 20, "enable.auto.commit", false),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
