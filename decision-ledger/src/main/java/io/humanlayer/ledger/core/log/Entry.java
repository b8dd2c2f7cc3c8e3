package io.humanlayer.ledger.core.log;

import io.humanlayer.proof.Hash;
import java.util.Optional;
import java.util.UUID;

/// One leaf at its position.
///
/// @param eventId empty for the first entry, which no event brought about
/// @param document what the leaf is the digest of; the first entry has none
public record Entry(
    long index, Optional<UUID> eventId, String leaf, Hash leafHash, Optional<Document> document) {}
