package io.humanlayer.ledger.core.audit;

import io.humanlayer.proof.Hash;
import java.util.List;
import java.util.Optional;

/// Part of a log, between two signed heads, such that a stranger can compute from it that the later
/// head is over exactly these entries after exactly the earlier one.
///
/// @param earlier the note over the head before the first entry; none if it is the beginning
/// @param subtrees the roots of the complete trees that make up the earlier log, largest first
/// @param consistency the path of the consistency proof between the heads
/// @param later the note over the head after the last entry
public record Period(
    String origin,
    String vkey,
    Optional<String> earlier,
    List<Hash> subtrees,
    List<Hash> consistency,
    String later,
    long first,
    List<Leaf> leaves) {

  /// One entry; its document where it has one.
  public record Leaf(String leaf, Optional<String> document) {}

  public Period {
    subtrees = List.copyOf(subtrees);
    consistency = List.copyOf(consistency);
    leaves = List.copyOf(leaves);
  }
}
