package io.humanlayer.gateway.core.intake;

import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.List;

/// An Agent asks leave for one Action before it goes on; taken in by the gateway.
///
/// @param policies the bindings in force at `submittedAt`; policy evaluates exactly these
/// @param shadow the shadow bindings then, which are asked and never obeyed
public record DecisionRequest(
    RequestId id,
    Submission submission,
    List<PolicyBinding> policies,
    List<PolicyBinding> shadow,
    Instant submittedAt,
    Instant expiresAt) {
  public DecisionRequest {
    policies = List.copyOf(policies);
    shadow = List.copyOf(shadow);
  }

  /// What its agent sees as long as nothing has happened to it.
  public RequestView pending() {
    return new RequestView(
        id,
        submission.org(),
        submission.agent().id(),
        submission.action().operation(),
        submission.action().digest(),
        submission.type().label(),
        submission.level(),
        submittedAt,
        expiresAt,
        RequestStatus.PENDING,
        null,
        false,
        RequestView.FIRST_VERSION);
  }
}
