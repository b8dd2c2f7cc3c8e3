package io.humanlayer.policy.core.request;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.policy.Requester;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the gateway took in.
///
/// @param policies the policies in force at receipt, which alone are obeyed
/// @param shadow those that are asked beside them, and never obeyed
/// @param suspended whether the gateway found it suspended when it received it
/// @param denied the rejection of the same action that stands
/// @param messageId the event that brought it, which causes what is said of it
public record DecisionRequest(
    RequestId id,
    OrganisationId organisation,
    Requester agent,
    String operation,
    @Nullable String target,
    Data arguments,
    String actionDigest,
    String dossierDigest,
    String type,
    int level,
    @Nullable String callbackUrl,
    ResponseForm response,
    boolean suspended,
    Claims claims,
    List<PolicyRef> policies,
    List<PolicyRef> shadow,
    Instant submittedAt,
    Instant expiresAt,
    UUID messageId,
    @Nullable String traceparent,
    @Nullable Denial denied) {

  public DecisionRequest {
    policies = List.copyOf(policies);
    shadow = List.copyOf(shadow);
  }

  public Question question() {
    return new Question(organisation, operation, arguments, agent, claims, submittedAt);
  }
}
