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
/// @param suspensions those in force at `submittedAt` that concern it; with any it is denied
public record DecisionRequest(
    RequestId id,
    Submission submission,
    List<PolicyBinding> policies,
    List<PolicyBinding> shadow,
    List<String> suspensions,
    Instant submittedAt,
    Instant expiresAt) {
  public DecisionRequest {
    policies = List.copyOf(policies);
    shadow = List.copyOf(shadow);
    suspensions = List.copyOf(suspensions);
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
        null,
        RequestView.FIRST_VERSION);
  }
}
