package io.humanlayer.policy.app;

import io.humanlayer.policy.core.policy.Hearing;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.core.request.RuledRequest.PolicyRuling;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says of each request what the policies that it names say, and publishes that.
@Singleton
public final class RuleOnRequests {

  private final Shelf shelf;
  private final LimitTable limits;
  private final RulingsTopic topic;

  public RuleOnRequests(Shelf shelf, LimitTable limits, RulingsTopic topic) {
    this.shelf = shelf;
    this.limits = limits;
    this.topic = topic;
  }

  /// Rules on a batch; returns when all of it is published. Ruling on the same request again
  /// publishes the same bytes under the same ids.
  public void rule(List<DecisionRequest> requests) {
    var ruled = new ArrayList<RuledRequest>(requests.size());
    for (var request : requests) {
      ruled.add(rule(request));
    }
    topic.publish(ruled);
  }

  private RuledRequest rule(DecisionRequest request) {
    var rulings = new ArrayList<PolicyRuling>(request.policies().size());
    for (var policy : request.policies()) {
      var volume = shelf.await(policy);
      var ruling =
          switch (volume) {
            case Shelf.Volume.Open open ->
                rule(request, policy, open.rulebook().hear(request.question()));
            case Shelf.Volume.Sealed sealed -> unreadable(policy, sealed.why());
          };
      rulings.add(new PolicyRuling(policy, volume.digest(), ruling));
    }
    return RuledRequest.of(request, rulings);
  }

  private LayerRuling rule(DecisionRequest request, PolicyRef policy, Hearing hearing) {
    var demands = hearing.demands();
    Map<String, BigDecimal> seen =
        demands.isEmpty()
            ? Map.of()
            : limits.count(
                request.organisation(),
                policy.layer().word() + "/" + policy.name(),
                request.id(),
                request.submittedAt(),
                demands);
    return hearing.rule(seen);
  }

  /// A policy that cannot be read asks a human.
  static LayerRuling unreadable(PolicyRef policy, String why) {
    return new LayerRuling(
        policy.layer(),
        Ruling.ARBITRIUM,
        List.of(),
        List.of(new LayerRuling.RuleError("policy", why)),
        JoinedRuling.WITHOUT_POLICY,
        JoinedRuling.WITHOUT_POLICY.use(),
        null,
        Set.of());
  }
}
