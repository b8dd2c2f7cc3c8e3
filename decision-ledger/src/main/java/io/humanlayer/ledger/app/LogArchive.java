package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.audit.FoundEvent;
import io.humanlayer.ledger.core.audit.Period.Leaf;
import io.humanlayer.ledger.core.audit.Query;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Tile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Logs as auditors read them: by what events are about, by time, or row by row as they are stored.
public interface LogArchive {

  /// A row as it is stored, whatever it should be.
  record StoredEntry(long index, String leaf, Hash leafHash, Optional<String> document) {}

  /// A head as it is stored.
  record StoredHead(long size, Hash root, String note) {}

  /// A document with its position.
  record Indexed(long index, String document) {}

  /// The positions `[first, end)`.
  record Range(long first, long end) {}

  /// What matches, newest first.
  List<FoundEvent> search(String origin, Query query);

  /// The documents of one kind that belong to `[from, to)`, oldest first.
  void documents(String origin, String kind, Instant from, Instant to, Consumer<Indexed> each);

  /// Where the events of `[from, to)` stand.
  Optional<Range> range(String origin, Instant from, Instant to);

  /// The entries `[from, to)` with their documents.
  List<Leaf> entries(String origin, long from, long to);

  /// Every row of the log in order.
  void stored(String origin, Consumer<StoredEntry> each);

  List<StoredHead> heads(String origin);

  /// The tile as it is stored.
  Optional<Tile> tile(String origin, int level, long index);

  /// Deletes documents of events before `before`; their leaves and proofs stay.
  int forgetDocumentsBefore(Instant before);
}
