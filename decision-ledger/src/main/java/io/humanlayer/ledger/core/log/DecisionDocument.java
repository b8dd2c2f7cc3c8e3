package io.humanlayer.ledger.core.log;

import io.humanlayer.kernel.RequestId;

/// What a receipt shows of a decision: canonical JSON without free text or personal data. The leaf
/// carries its digest.
public record DecisionDocument(RequestId request, String json) {}
