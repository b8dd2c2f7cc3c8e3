package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;

/// The dossier of a request was erased: what people wrote about it goes, its entries stay.
public record Erasure(OrganisationId org, RequestId request, Instant at) {}
