package io.humanlayer.gateway.core.intake;

import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;

/// An Agent asks leave for one Action before it goes on; taken in by the gateway.
///
/// @param policies the bindings in force at `submittedAt`; policy evaluates exactly these
public record DecisionRequest(
    RequestId id,
    Submission submission,
    List<PolicyBinding> policies,
    Instant submittedAt,
    Instant expiresAt) {
  public DecisionRequest {
    policies = List.copyOf(policies);
  }
}
