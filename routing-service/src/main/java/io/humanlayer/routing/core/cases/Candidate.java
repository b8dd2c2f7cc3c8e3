package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Sentinel;

/// Somebody who could be asked.
///
/// @param present whether they are there at this moment, and so have less time to answer an offer
public record Candidate(Sentinel sentinel, boolean present) {}
