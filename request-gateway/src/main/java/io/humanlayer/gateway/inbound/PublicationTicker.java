package io.humanlayer.gateway.inbound;

import io.humanlayer.gateway.app.PublishAccepted;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/// Looks each second for accepted requests that the broker does not have.
@ApplicationScoped
public class PublicationTicker {

  private final PublishAccepted publishing;

  public PublicationTicker(PublishAccepted publishing) {
    this.publishing = publishing;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    publishing.tick();
  }
}
