package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What the ledger tells the other services.
public sealed interface LedgerEvent {

  OrganisationId org();

  Instant at();

  /// These events are under a signed head: receipts for them can be had.
  ///
  /// @param firstIndex where the first of them stands; the others follow without a gap
  /// @param decisions the requests whose decisions are among them
  record Recorded(
      OrganisationId org,
      String origin,
      long firstIndex,
      List<UUID> eventIds,
      List<RequestId> decisions,
      Instant at)
      implements LedgerEvent {
    public Recorded {
      eventIds = List.copyOf(eventIds);
      decisions = List.copyOf(decisions);
    }
  }

  /// The log has a new signed head.
  record CheckpointPublished(OrganisationId org, Checkpoint checkpoint, SignedNote note, Instant at)
      implements LedgerEvent {}
}
