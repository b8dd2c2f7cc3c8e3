package io.humanlayer.policy.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.policy.app.KeepHistory;
import io.humanlayer.policy.wire.HistoryAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// What happens to requests, read in a consumer group of its own: however far behind it is, rulings
/// do not wait for it.
@ApplicationScoped
public class HistoryConsumer {

  private final Consumption consumption;
  private final KeepHistory keeping;

  public HistoryConsumer(Consumption consumption, KeepHistory keeping) {
    this.consumption = consumption;
    this.keeping = keeping;
  }

  @Incoming("history")
  @Blocking
  void history(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(batch, HistoryAvro.EVENTS::contains, HistoryAvro::read, keeping::keep);
  }
}
