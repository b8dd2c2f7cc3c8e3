package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Asks, at every tick, for a checkpoint of each log that has grown. What goes wrong with one log
/// holds up no other; it is tried again at the next tick.
@ApplicationScoped
public class CheckpointTicker {

  private static final Logger LOG = Logger.getLogger(CheckpointTicker.class);

  private final PublishCheckpoint checkpoints;

  public CheckpointTicker(PublishCheckpoint checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Scheduled(
      every = "{humanlayer.ledger.checkpoint-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    for (OrganisationId org : checkpoints.due()) {
      try {
        checkpoints.publish(org);
      } catch (RuntimeException e) {
        LOG.errorf(e, "no checkpoint for the log of %s", org);
      }
    }
  }
}
