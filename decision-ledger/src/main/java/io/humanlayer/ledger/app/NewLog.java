package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Origin;
import java.time.Instant;

/// A log that is about to be opened.
///
/// @param sealedKey its signing key, encrypted
public record NewLog(
    OrganisationId org,
    int generation,
    Origin origin,
    String vkey,
    SealedKey sealedKey,
    Instant at) {}
