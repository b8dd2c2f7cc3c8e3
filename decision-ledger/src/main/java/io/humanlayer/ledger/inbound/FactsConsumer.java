package io.humanlayer.ledger.inbound;

import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.ledger.app.Disclosures;
import io.humanlayer.ledger.app.PrepareFacts;
import io.humanlayer.ledger.app.PrepareFacts.Draft;
import io.humanlayer.ledger.app.Readers;
import io.humanlayer.ledger.core.access.AgentChange;
import io.humanlayer.ledger.core.log.Erasure;
import io.humanlayer.ledger.wire.AgentAvro;
import io.humanlayer.ledger.wire.ErasureAvro;
import io.humanlayer.ledger.wire.EventDocument;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Every event of every other service, in batches: each becomes a fact in the order of its
/// organisation's log. What was erased is destroyed here before its erasure is put into that order.
@ApplicationScoped
public class FactsConsumer {

  private final Consumption consumption;
  private final PrepareFacts facts;
  private final Disclosures disclosures;
  private final Readers readers;

  public FactsConsumer(
      Consumption consumption, PrepareFacts facts, Disclosures disclosures, Readers readers) {
    this.consumption = consumption;
    this.facts = facts;
    this.disclosures = disclosures;
    this.readers = readers;
  }

  private record Received(Draft draft, Optional<AgentChange> agent, Optional<Erasure> erasure) {}

  @Incoming("facts")
  @Blocking
  public void consume(ConsumerRecords<String, byte[]> batch) {
    consumption.handle(batch, _ -> true, FactsConsumer::read, this::record);
  }

  private static Received read(IncomingEvent event) {
    return new Received(EventDocument.read(event), AgentAvro.read(event), ErasureAvro.read(event));
  }

  private void record(List<Received> received) {
    received.stream()
        .map(Received::erasure)
        .flatMap(Optional::stream)
        .forEach(it -> disclosures.erase(it.org(), it.request(), it.at()));
    facts.prepare(received.stream().map(Received::draft).toList());
    List<AgentChange> agents =
        received.stream().map(Received::agent).flatMap(Optional::stream).toList();
    if (!agents.isEmpty()) {
      readers.apply(agents);
    }
  }
}
