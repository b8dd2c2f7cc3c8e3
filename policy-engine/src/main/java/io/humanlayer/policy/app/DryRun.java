package io.humanlayer.policy.app;

import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.Question;
import io.humanlayer.policy.core.request.RuledRequest.PolicyRuling;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says what the policies in force would say, and changes nothing.
@Singleton
public final class DryRun {

  /// What each policy would say, and all together.
  public record Result(List<PolicyRuling> policies, JoinedRuling joined) {
    public Result {
      policies = List.copyOf(policies);
    }
  }

  private final Shelf shelf;
  private final LimitTable limits;

  public DryRun(Shelf shelf, LimitTable limits) {
    this.shelf = shelf;
    this.limits = limits;
  }

  /// @param assumed how the named limits stand; the others are as they are
  public Result evaluate(Question question, Map<String, BigDecimal> assumed) {
    var rulings = new ArrayList<PolicyRuling>();
    for (var policy : shelf.inForce(question.organisation())) {
      var volume = shelf.await(policy);
      var ruling =
          switch (volume) {
            case Shelf.Volume.Open open -> {
              var hearing = open.rulebook().hear(question);
              var seen = new HashMap<String, BigDecimal>();
              if (!hearing.demands().isEmpty()) {
                seen.putAll(
                    limits.peek(
                        question.organisation(),
                        policy.layer().word() + "/" + policy.name(),
                        question.at(),
                        hearing.demands()));
              }
              seen.putAll(assumed);
              yield hearing.rule(seen);
            }
            case Shelf.Volume.Sealed sealed -> RuleOnRequests.unreadable(policy, sealed.why());
          };
      rulings.add(new PolicyRuling(policy, volume.digest(), ruling));
    }
    return new Result(
        rulings, JoinedRuling.of(rulings.stream().map(PolicyRuling::ruling).toList()));
  }
}
