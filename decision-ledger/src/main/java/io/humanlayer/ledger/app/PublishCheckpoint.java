package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Publication;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.SignedNote;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/// Signs the head of a log that has grown. Entries, checkpoint and the events that tell of them
/// commit before anybody can read the signature.
@ApplicationScoped
public class PublishCheckpoint {

  private final LogStore logs;
  private final Edges edges;
  private final KeySafe keys;
  private final Quarantine quarantine;
  private final PublishedHeads published;
  private final Clock clock;

  public PublishCheckpoint(
      LogStore logs,
      Edges edges,
      KeySafe keys,
      Quarantine quarantine,
      PublishedHeads published,
      Clock clock) {
    this.logs = logs;
    this.edges = edges;
    this.keys = keys;
    this.quarantine = quarantine;
    this.published = published;
    this.clock = clock;
  }

  /// Holds the logs about which something was published to what they contain.
  public void compareWithPublished() {
    for (OrganisationId org : published.takeUnchecked()) {
      if (logs.inLog(org, log -> quarantine.holds(org, log)).isEmpty()) {
        quarantine.impose(org, "a head was published, but there is no log");
      }
    }
  }

  /// The organisations whose log has grown since its last head.
  public List<OrganisationId> due() {
    return logs.grown();
  }

  /// Publishes the head of this organisation's log; nothing happens if another instance just did,
  /// or if the log is in quarantine. A head is never signed over what contradicts an earlier one.
  ///
  /// @throws BrokenLog if the stored entries contradict the last head
  public boolean publish(OrganisationId org) {
    return logs.inLog(org, log -> publish(org, log)).orElse(false);
  }

  private boolean publish(OrganisationId org, OpenLog log) {
    long from = log.checkpoint().map(Checkpoint::size).orElse(0L);
    if (log.size() == from || quarantine.holds(org, log)) {
      return false;
    }
    Checkpoint head = new Checkpoint(log.origin(), log.size(), edge(org, log).root());
    SignedNote note = keys.open(log.origin(), log.key()).sign(head.body());
    log.publish(new Publication(org, head, note, log.entriesFrom(from), clock.instant()));
    return true;
  }

  private Frontier edge(OrganisationId org, OpenLog log) {
    try {
      return edges.of(log);
    } catch (BrokenLog e) {
      quarantine.impose(org, String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
