package io.humanlayer.notifier.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.notifier.app.AnnounceCheckpoints;
import io.humanlayer.notifier.app.AnnounceCheckpoints.Announcement;
import io.humanlayer.notifier.wire.CheckpointAvro;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// `hl.ledger.v1`, of which the signed heads go on to the organisations.
@ApplicationScoped
public class CheckpointsConsumer {

  private static final String READER = "notifier.checkpoints";

  private final Consumption consumption;
  private final AnnounceCheckpoints announce;

  public CheckpointsConsumer(Consumption consumption, AnnounceCheckpoints announce) {
    this.consumption = consumption;
    this.announce = announce;
  }

  @Incoming("checkpoints")
  @Blocking
  void heads(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(
        batch,
        CheckpointAvro.EVENT::equals,
        event -> new Announcement(CheckpointAvro.read(event), event.cause(READER)),
        announce::announce);
  }
}
