package io.humanlayer.routing.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.routing.app.Intents;
import io.humanlayer.routing.wire.HeadAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The signed heads of the logs: what a Sentinel signs says which was the newest.
@ApplicationScoped
public class HeadsConsumer {

  private final Consumption consumption;
  private final Intents intents;

  public HeadsConsumer(Consumption consumption, Intents intents) {
    this.consumption = consumption;
    this.intents = intents;
  }

  @Incoming("heads")
  @Blocking
  void heads(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        HeadAvro::concerns,
        HeadAvro::read,
        heads -> intents.note(HeadAvro.newestOfEach(heads)));
  }
}
