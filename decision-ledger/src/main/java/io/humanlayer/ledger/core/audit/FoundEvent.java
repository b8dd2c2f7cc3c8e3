package io.humanlayer.ledger.core.audit;

import java.util.UUID;

/// An event that a search found.
///
/// @param document canonical JSON without free text or personal data
public record FoundEvent(long index, UUID eventId, String document) {}
