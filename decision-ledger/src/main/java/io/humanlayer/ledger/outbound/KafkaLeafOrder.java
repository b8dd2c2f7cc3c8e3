package io.humanlayer.ledger.outbound;

import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventProducer;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.ledger.app.LeafOrder;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.wire.LeafAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// The topic `hl.leaves.v1`. A fact on it is made from the record that it came with, under an id
/// that comes from the event's: to send it again is to send the same.
@ApplicationScoped
public class KafkaLeafOrder implements LeafOrder {

  private final EventProducer producer;

  public KafkaLeafOrder(EventProducer producer) {
    this.producer = producer;
  }

  @Override
  public void add(List<Fact> facts) {
    EventProducer.await(
        facts.stream()
            .map(
                fact -> {
                  OutgoingEvent event = LeafAvro.write(fact);
                  UUID id = Uuids.v5(fact.leaf().eventId(), LeafAvro.TYPE);
                  return producer.send(
                      new Envelope(
                          id,
                          "/services/decision-ledger",
                          LeafAvro.TYPE,
                          fact.leaf().decisionId().orElse(fact.leaf().eventId()).toString(),
                          event.at(),
                          fact.org().value(),
                          fact.leaf().eventId().toString(),
                          null),
                      event);
                })
            .toList());
  }
}
