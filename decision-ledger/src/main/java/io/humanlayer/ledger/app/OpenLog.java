package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.log.Appending;
import io.humanlayer.ledger.core.log.CoveredEntry;
import io.humanlayer.ledger.core.log.Publication;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.MerkleTree;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// One log within a transaction that holds its lock.
public interface OpenLog {

  String origin();

  SealedKey key();

  /// The time of its first fact.
  Instant openedAt();

  /// How many entries it has.
  long size();

  /// Its edge, read from the stored entries and tiles.
  Frontier frontier();

  /// The last signed head.
  Optional<Checkpoint> checkpoint();

  /// The tree over the first `size` entries, read from the stored entries and tiles.
  MerkleTree tree(long size);

  /// Which of these events are in the log.
  Set<UUID> known(Collection<UUID> eventIds);

  /// @throws AlreadyWritten if an entry or its position is taken; the transaction is then void
  void append(Appending appending);

  /// The entries from index `from` on, in order.
  List<CoveredEntry> entriesFrom(long from);

  /// Stores the head and journals what is told of it.
  void publish(Publication publication);
}
