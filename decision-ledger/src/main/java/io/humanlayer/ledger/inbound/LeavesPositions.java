package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.LogStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/// Reading goes on where the database says, not where the broker remembers: a database that was
/// restored is filled again from exactly there.
@ApplicationScoped
@Identifier("leaves")
public class LeavesPositions implements KafkaConsumerRebalanceListener {

  private final LogStore logs;

  public LeavesPositions(LogStore logs) {
    this.logs = logs;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, logs.next(partition.partition()));
    }
  }
}
