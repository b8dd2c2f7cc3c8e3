package io.humanlayer.ledger.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.ledger.app.Readers;
import io.humanlayer.ledger.app.RecordFacts;
import io.humanlayer.ledger.core.access.AgentChange;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.wire.AgentAvro;
import io.humanlayer.ledger.wire.EventDocument;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Every event of every other service, in batches: each becomes a leaf of its organisation's log.
@ApplicationScoped
public class FactsConsumer {

  private final Consumption consumption;
  private final RecordFacts facts;
  private final Readers readers;

  public FactsConsumer(Consumption consumption, RecordFacts facts, Readers readers) {
    this.consumption = consumption;
    this.facts = facts;
    this.readers = readers;
  }

  private record Received(Fact fact, Optional<AgentChange> agent) {}

  @Incoming("facts")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(batch, _ -> true, FactsConsumer::read, this::record);
  }

  private static Received read(IncomingEvent event) {
    return new Received(EventDocument.read(event), AgentAvro.read(event));
  }

  private void record(List<Received> received) {
    facts.record(received.stream().map(Received::fact).toList());
    List<AgentChange> agents =
        received.stream().map(Received::agent).flatMap(Optional::stream).toList();
    if (!agents.isEmpty()) {
      readers.apply(agents);
    }
  }
}
