package io.humanlayer.policy.core.request;

import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyRef;
import java.util.List;

/// A request and what policy says of it.
public record RuledRequest(
    DecisionRequest request, List<PolicyRuling> policies, JoinedRuling joined) {

  /// What one numbered policy said.
  public record PolicyRuling(PolicyRef policy, String digest, LayerRuling ruling) {}

  public RuledRequest {
    policies = List.copyOf(policies);
  }

  /// The join of what `policies` said.
  public static RuledRequest of(DecisionRequest request, List<PolicyRuling> policies) {
    return new RuledRequest(
        request, policies, JoinedRuling.of(policies.stream().map(PolicyRuling::ruling).toList()));
  }
}
