package io.humanlayer.ledger.inbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.PublishCheckpoint;
import io.humanlayer.ledger.app.Quarantine;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/// Holds the logs to what was published and asks, at every tick, for a checkpoint of each log that
/// has grown. What goes wrong with one log holds up no other; it is tried again at the next tick.
@ApplicationScoped
public class CheckpointTicker {

  private static final Logger LOG = Logger.getLogger(CheckpointTicker.class);

  private final PublishCheckpoint checkpoints;
  private final HeadsFollower heads;
  private final Quarantine quarantine;
  private Map<String, String> alerted = Map.of();

  public CheckpointTicker(
      PublishCheckpoint checkpoints, HeadsFollower heads, Quarantine quarantine) {
    this.checkpoints = checkpoints;
    this.heads = heads;
    this.quarantine = quarantine;
  }

  @Scheduled(
      every = "{humanlayer.ledger.checkpoint-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    if (!heads.caughtUp()) {
      return;
    }
    checkpoints.compareWithPublished();
    alert();
    for (OrganisationId org : checkpoints.due()) {
      try {
        checkpoints.publish(org);
      } catch (RuntimeException e) {
        LOG.errorf(e, "no checkpoint for the log of %s", org);
      }
    }
  }

  private void alert() {
    Map<String, String> held = quarantine.held();
    if (!held.equals(alerted)) {
      LOG.errorf("logs in quarantine, nothing is signed in them: %s", held);
      alerted = held;
    }
  }
}
