package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.gateway.app.IntakeTopic;
import io.humanlayer.gateway.wire.IntakeAvro;
import io.humanlayer.kernel.Uuids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The topic `hl.intake.v1`.
@ApplicationScoped
public class KafkaIntake implements IntakeTopic {

  private static final String TYPE = Contracts.type(IntakeAvro.EVENT);

  private final EventProducer producer;

  public KafkaIntake(EventProducer producer) {
    this.producer = producer;
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    var envelope =
        new Envelope(
            Uuids.v5(publication.id().value(), TYPE),
            "/services/request-gateway",
            TYPE,
            publication.id().toString(),
            publication.at(),
            publication.org().value(),
            null,
            null);
    return producer.send(
        new ProducerRecord<>(
            IntakeAvro.TOPIC,
            null,
            publication.at().toEpochMilli(),
            IntakeAvro.key(publication.org(), publication.agent()),
            publication.intake(),
            envelope.headers()));
  }
}
