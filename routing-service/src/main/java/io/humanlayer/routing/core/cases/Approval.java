package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import java.util.Set;

/// Leave to do one Action once.
///
/// @param usableUntil the first instant at which it no longer can be used
/// @param voters who gave it, and may take it back
public record Approval(
    DecisionOutcome outcome,
    ActionDigest actionDigest,
    Instant usableUntil,
    Set<SentinelId> voters) {

  public Approval {
    voters = Set.copyOf(voters);
  }
}
