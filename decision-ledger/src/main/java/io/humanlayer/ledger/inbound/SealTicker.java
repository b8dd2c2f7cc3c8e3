package io.humanlayer.ledger.inbound;

import io.humanlayer.ledger.app.SealHeads;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/// Asks, at every tick, witnesses and time authority about the newest heads. It has a thread of its
/// own: who is slow delays only the next seal.
@ApplicationScoped
public class SealTicker {

  private final SealHeads seals;

  public SealTicker(SealHeads seals) {
    this.seals = seals;
  }

  @Scheduled(
      every = "{humanlayer.ledger.seal-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    seals.due().forEach(seals::seal);
  }
}
