package io.humanlayer.proof;

import java.util.List;

/// What a person takes away: one decision and the proof that it stands in the log of its
/// organisation. Its JSON form has one field per component, under the schema [#SCHEMA].
///
/// @param logIndex where the leaf stands, unsigned
/// @param treeSize how many leaves the signed tree has, unsigned
/// @param leaf the leaf itself: canonical JSON
/// @param hashes the path from the leaf to the root
/// @param checkpoint the signed note, verbatim
/// @param decision the document whose digest the leaf carries: canonical JSON
public record Receipt(
    String origin,
    long logIndex,
    long treeSize,
    Hash rootHash,
    String leaf,
    Hash leafHash,
    List<Hash> hashes,
    String checkpoint,
    String decision) {

  public static final String SCHEMA = "hl.receipt/1";

  public Receipt {
    hashes = List.copyOf(hashes);
  }

  public InclusionProof inclusionProof() {
    return new InclusionProof(logIndex, treeSize, hashes);
  }
}
