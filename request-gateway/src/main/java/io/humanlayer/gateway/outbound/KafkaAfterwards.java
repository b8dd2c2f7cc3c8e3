package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.app.Afterwards;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.wire.AfterwardsAvro;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The topic `hl.intake.v1`, for what comes after a request.
@ApplicationScoped
public class KafkaAfterwards implements Afterwards {

  private final EventProducer producer;

  public KafkaAfterwards(EventProducer producer) {
    this.producer = producer;
  }

  @Override
  public CompletableFuture<Void> withdrawn(
      Agent agent, RequestId id, @Nullable RequestId successor, Instant at) {
    return send(agent, id, AfterwardsAvro.withdrawn(agent, id, successor, at), "");
  }

  @Override
  public CompletableFuture<Void> informed(
      Agent agent, RequestId id, int number, String digest, Instant at) {
    return send(agent, id, AfterwardsAvro.informed(agent, id, number, digest, at), "/" + number);
  }

  private CompletableFuture<Void> send(
      Agent agent, RequestId id, OutgoingEvent event, String which) {
    String type = Contracts.type(event.body().event());
    var envelope =
        new Envelope(
            Uuids.v5(id.value(), type + which),
            "/services/request-gateway",
            type,
            id.toString(),
            event.at(),
            agent.org().value(),
            null,
            null);
    return producer.send(envelope, event);
  }
}
