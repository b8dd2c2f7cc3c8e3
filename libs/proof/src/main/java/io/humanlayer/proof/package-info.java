/// What makes a decision checkable by someone who does not trust us: the Merkle log of an
/// organisation, the signed note over its head, and the receipt that carries both.
///
/// The ledger writes with it and the verifier reads with it, so it knows no framework, no JSON
/// library, no clock and no storage: hashes come in through [io.humanlayer.proof.HashSource] and
/// [io.humanlayer.proof.TileSource]. Verification is strict: what is not exactly the one encoding
/// of a value is refused, because a second accepted spelling is a byte that can be changed.
///
/// Formats: RFC 6962 and RFC 9162 §2 for the tree, C2SP tlog-tiles, tlog-checkpoint and signed-note
/// for what is published. Read `MerkleTree` first, then `InclusionProof`, `SignedNote`, `Receipt`.
@NullMarked
package io.humanlayer.proof;

import org.jspecify.annotations.NullMarked;
