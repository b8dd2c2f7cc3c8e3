package io.humanlayer.ledger.core.audit;

/// Something in the database that contradicts what was signed. Each names the first place only.
public sealed interface Finding {

  /// There is no entry where one must be: it was deleted, or the log cut off.
  record EntryMissing(long index) implements Finding {}

  /// The leaf does not have the hash that is stored beside it.
  record EntryChanged(long index) implements Finding {}

  /// The document beside a leaf is not the one whose digest the leaf carries.
  record DocumentChanged(long index) implements Finding {}

  /// A stored tile is not what its entries hash to, or is not there.
  record TileChanged(int level, long index) implements Finding {}

  /// The entries do not have the root that was signed over them.
  record HeadContradicted(long size) implements Finding {}

  /// The note over a stored head is not signed with the log's key.
  record HeadForged(long size) implements Finding {}

  /// More was published than is stored.
  record Truncated(long published, long stored) implements Finding {}

  /// The entries do not have the root that was published of them.
  record PublishedContradicted(long size) implements Finding {}
}
