package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.Tile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where logs are read; only what is under a signed head is ever shown.
public interface LogReader {

  /// A log as it is known to the outside.
  record LogView(OrganisationId org, String origin, String vkey, Instant openedAt) {}

  /// A signed head.
  record SignedHead(Checkpoint checkpoint, String note) {}

  /// An entry and the document that its leaf is the digest of.
  record RecordedEntry(LogView log, long index, String leaf, String document) {}

  Optional<LogView> byOrigin(String origin);

  List<LogView> of(OrganisationId org);

  Optional<SignedHead> newestHead(String origin);

  /// The first head that covers `index`: the one that a receipt is made for, so that the same
  /// receipt is the same bytes whenever it is asked for.
  Optional<SignedHead> firstHeadOver(String origin, long index);

  /// The newest head that covers no more than `size` entries.
  Optional<SignedHead> lastHeadWithin(String origin, long size);

  /// The entry of this kind about a request; the first one, should there ever be two.
  Optional<RecordedEntry> ofRequest(RequestId request, String kind);

  /// The newest entry that is found by `term`, before position `before`, of what had occurred at
  /// `until`.
  Optional<RecordedEntry> newest(String origin, String term, long before, Instant until);

  /// The entry of an event.
  Optional<RecordedEntry> ofEvent(UUID event);

  /// The tree over the first `size` entries.
  MerkleTree tree(String origin, long size);

  /// The tile as a tree of `size` entries has it.
  ///
  /// @throws IllegalArgumentException if such a tree does not reach it
  Tile tile(String origin, long size, int level, long index);

  /// The leaves `[from, to)`.
  List<String> leaves(String origin, long from, long to);
}
