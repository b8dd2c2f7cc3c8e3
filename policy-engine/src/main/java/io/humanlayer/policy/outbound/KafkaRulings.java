package io.humanlayer.policy.outbound;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.policy.app.RulingsTopic;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.wire.RulingAvro;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The topics `hl.rulings.v1` and `hl.decisions.v1`. The id of an event is derived from the request
/// and the event's name, so a repetition is the same event.
@Singleton
public final class KafkaRulings implements RulingsTopic {

  private static final String SOURCE = "/services/policy-engine";

  private final EventProducer producer;

  public KafkaRulings(EventProducer producer) {
    this.producer = producer;
  }

  @Override
  public void publish(List<RuledRequest> ruled) {
    var sent = new ArrayList<CompletableFuture<Void>>();
    for (var one : ruled) {
      for (var event : RulingAvro.write(one)) {
        sent.add(producer.send(envelope(one.request(), event), event));
      }
    }
    EventProducer.await(sent);
  }

  private static Envelope envelope(DecisionRequest request, OutgoingEvent event) {
    String type = RulingAvro.type(event);
    return new Envelope(
        Uuids.v5(request.id().value(), RulingAvro.name(event)),
        SOURCE,
        type,
        request.id().toString(),
        event.at(),
        request.organisation().value(),
        request.messageId().toString(),
        request.traceparent());
  }
}
