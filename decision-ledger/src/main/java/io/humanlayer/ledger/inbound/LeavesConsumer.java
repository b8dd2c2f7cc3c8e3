package io.humanlayer.ledger.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.core.log.Placed;
import io.humanlayer.ledger.core.log.Slice;
import io.humanlayer.ledger.wire.LeafAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The facts in the order of their logs: each partition's part of a batch is written in one
/// transaction, with how far it goes.
@ApplicationScoped
public class LeavesConsumer {

  private final Consumption consumption;
  private final RecordFacts facts;

  public LeavesConsumer(Consumption consumption, RecordFacts facts) {
    this.consumption = consumption;
    this.facts = facts;
  }

  @Incoming("leaves")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    for (TopicPartition partition : batch.partitions()) {
      List<ConsumerRecord<String, byte[]>> records = batch.records(partition);
      long next = records.getLast().offset() + 1;
      consumption.handleRaw(
          records,
          it -> new Placed(it.offset(), LeafAvro.read(consumption.decode(it))),
          placed -> facts.record(new Slice(partition.partition(), placed, next)));
    }
  }
}
