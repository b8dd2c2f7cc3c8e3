package io.humanlayer.notifier.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.notifier.app.AnnounceDecisions;
import io.humanlayer.notifier.app.AnnounceDecisions.Announcement;
import io.humanlayer.notifier.wire.DecidedAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// `hl.decisions.v1`: every decision, by policy or by people.
@ApplicationScoped
public class DecisionsConsumer {

  private static final String READER = "notifier";

  private final Consumption consumption;
  private final AnnounceDecisions announce;

  public DecisionsConsumer(Consumption consumption, AnnounceDecisions announce) {
    this.consumption = consumption;
    this.announce = announce;
  }

  @Incoming("decisions")
  @Blocking
  void decisions(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        DecidedAvro.EVENT::equals,
        event -> new Announcement(DecidedAvro.read(event), event.cause(READER)),
        announce::announce);
  }
}
