package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.EventLeaf;
import java.util.Optional;

/// One event on its way into the log of its organisation.
///
/// @param decision its document, if it is the decision of a request
public record Fact(OrganisationId org, EventLeaf leaf, Optional<DecisionDocument> decision) {}
