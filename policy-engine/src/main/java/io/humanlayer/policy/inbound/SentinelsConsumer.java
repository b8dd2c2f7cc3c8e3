package io.humanlayer.policy.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.policy.app.Panels;
import io.humanlayer.policy.wire.SentinelAvro;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// The register of Sentinels, so that an author hears of a panel that nobody could fill.
@ApplicationScoped
public class SentinelsConsumer {

  private final Consumption consumption;
  private final Panels panels;

  public SentinelsConsumer(Consumption consumption, Panels panels) {
    this.consumption = consumption;
    this.panels = panels;
  }

  @Incoming("sentinels")
  @Blocking
  void sentinels(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(batch, SentinelAvro.REGISTERED::equals, SentinelAvro::read, panels::note);
  }
}
