package io.humanlayer.notifier.core.checkpoint;

import io.humanlayer.kernel.OrganisationId;
import java.time.Instant;

/// One signed head of a log.
///
/// @param root in base64
/// @param note the C2SP signed note, verbatim
/// @param at when the ledger published it
public record Checkpoint(
    OrganisationId org, String origin, long size, String root, String note, Instant at) {}
