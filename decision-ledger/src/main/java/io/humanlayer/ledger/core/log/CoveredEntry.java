package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.RequestId;
import java.util.Optional;
import java.util.UUID;

/// An entry that a new head covers for the first time.
///
/// @param decision the request whose decision it is
public record CoveredEntry(long index, Optional<UUID> eventId, Optional<RequestId> decision) {}
