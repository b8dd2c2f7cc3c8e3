package io.humanlayer.ledger.inbound;

import io.humanlayer.eventing.CompactedTopic;
import io.humanlayer.eventing.Consumption;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.PublishedHeads;
import io.humanlayer.ledger.wire.LedgerAvro;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Follows what was ever published, from its beginning: the memory that a restored database lacks.
@ApplicationScoped
@Startup
public class HeadsFollower {

  private final PublishedHeads heads;
  private final CompactedTopic topic;

  public HeadsFollower(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers,
      Consumption consumption,
      PublishedHeads heads) {
    this.heads = heads;
    this.topic = new CompactedTopic(servers, "hl.ledger.v1", consumption, this::told).start();
  }

  /// Whether everything that was published before the start has been seen.
  boolean caughtUp() {
    return topic.ready();
  }

  private void told(IncomingEvent event) {
    LedgerAvro.head(event)
        .ifPresent(head -> heads.told(new OrganisationId(event.envelope().org()), head));
  }

  void stop(@Observes ShutdownEvent event) {
    topic.close();
  }
}
