package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.LedgerEvent.CheckpointPublished;
import io.humanlayer.ledger.core.log.LedgerEvent.Recorded;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.SignedNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A signed head on its way out, and what is told of it.
public record Publication(
    OrganisationId org,
    Checkpoint checkpoint,
    SignedNote note,
    List<CoveredEntry> covered,
    Instant at) {

  /// How many entries one event names, so that its size stays far below what a topic takes.
  public static final int MAX_EVENTS = 1000;

  public Publication {
    covered = List.copyOf(covered);
  }

  public List<LedgerEvent> events() {
    List<LedgerEvent> events = new ArrayList<>();
    events.add(new CheckpointPublished(org, checkpoint, note, at));
    var named = covered.stream().filter(entry -> entry.eventId().isPresent()).toList();
    for (int from = 0; from < named.size(); from += MAX_EVENTS) {
      events.add(recorded(named.subList(from, Math.min(named.size(), from + MAX_EVENTS))));
    }
    return events;
  }

  private Recorded recorded(List<CoveredEntry> entries) {
    return new Recorded(
        org,
        checkpoint.origin(),
        entries.getFirst().index(),
        entries.stream().map(CoveredEntry::eventId).flatMap(Optional::stream).toList(),
        entries.stream().map(CoveredEntry::decision).flatMap(Optional::stream).toList(),
        at);
  }
}
