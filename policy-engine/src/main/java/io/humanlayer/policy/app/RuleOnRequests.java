package io.humanlayer.policy.app;

import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.policy.Demand;
import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Grounds;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.core.request.RuledRequest.PolicyRuling;
import io.humanlayer.policy.core.request.RuledRequest.ShadowRuling;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Says of each request what the policies that it names say, and publishes that.
@Singleton
public final class RuleOnRequests {

  private static final Grounds.Barred SUSPENDED =
      new Grounds.Barred(
          "suspended", "suspended", "The organisation, the agent or the operation is suspended.");

  private final Shelf shelf;
  private final LimitTable table;
  private final Grants grants;
  private final RulingsTopic topic;

  public RuleOnRequests(Shelf shelf, LimitTable table, Grants grants, RulingsTopic topic) {
    this.shelf = shelf;
    this.table = table;
    this.grants = grants;
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
    if (request.suspended()) {
      return bar(request, SUSPENDED);
    }
    var denied = request.denied();
    return denied == null
        ? grants.answer(besideShadows(ask(request)))
        : bar(request, denied.barred());
  }

  /// Policies are named, since they are those in force, but not asked: nothing is counted.
  private RuledRequest bar(DecisionRequest request, Grounds.Barred why) {
    var unasked = new ArrayList<PolicyRuling>(request.policies().size());
    for (var policy : request.policies()) {
      unasked.add(
          new PolicyRuling(
              policy, shelf.await(policy).digest(), LayerRuling.abstaining(policy.layer())));
    }
    return RuledRequest.barred(request, unasked, why);
  }

  private RuledRequest ask(DecisionRequest request) {
    var rulings = new ArrayList<PolicyRuling>(request.policies().size());
    SortedMap<String, BigDecimal> limits = RuledRequest.NONE;
    for (var policy : request.policies()) {
      var volume = shelf.await(policy);
      var ruling =
          switch (volume) {
            case Shelf.Volume.Open open -> {
              var hearing = open.rulebook().hear(request.question());
              var seen = count(request, policy, hearing.demands());
              if (!seen.isEmpty()) {
                limits = limits.isEmpty() ? new TreeMap<>() : limits;
                note(seen, policy, limits);
              }
              yield hearing.rule(seen);
            }
            case Shelf.Volume.Sealed sealed -> unreadable(policy, sealed.why());
          };
      rulings.add(new PolicyRuling(policy, volume.digest(), ruling));
    }
    var ruled = RuledRequest.of(request, rulings, limits);
    if (!limits.isEmpty() && ruled.ruling() == Ruling.DENY) {
      table.release(List.of(request.id()), request.submittedAt());
    }
    return ruled;
  }

  /// Shadows are asked after the enforced policies and on limits of their own, so that nothing of
  /// them shows in a ruling.
  private RuledRequest besideShadows(RuledRequest ruled) {
    var request = ruled.request();
    if (request.shadow().isEmpty()) {
      return ruled;
    }
    var shadows = new ArrayList<ShadowRuling>(request.shadow().size());
    for (var shadow : request.shadow()) {
      var instead = new ArrayList<LayerRuling>();
      ruled.policies().stream()
          .filter(ruling -> !sameTitle(ruling.policy(), shadow))
          .forEach(ruling -> instead.add(ruling.ruling()));
      instead.add(ask(request, shadow));
      shadows.add(new ShadowRuling(shadow, JoinedRuling.of(instead).ruling()));
    }
    return ruled.beside(shadows);
  }

  private LayerRuling ask(DecisionRequest request, PolicyRef shadow) {
    return switch (shelf.await(shadow)) {
      case Shelf.Volume.Open open -> {
        var hearing = open.rulebook().hear(request.question());
        var demands = hearing.demands();
        yield hearing.rule(
            demands.isEmpty()
                ? Map.of()
                : table.count(
                    request.organisation(),
                    "shadow/" + shadow.layer().word() + "/" + shadow.name(),
                    request.id(),
                    request.submittedAt(),
                    demands));
      }
      case Shelf.Volume.Sealed sealed -> unreadable(shadow, sealed.why());
    };
  }

  private static boolean sameTitle(PolicyRef one, PolicyRef other) {
    return one.layer() == other.layer() && one.name().equals(other.name());
  }

  private Map<String, BigDecimal> count(
      DecisionRequest request, PolicyRef policy, List<Demand> demands) {
    return demands.isEmpty()
        ? Map.of()
        : table.count(
            request.organisation(),
            policy.layer().word() + "/" + policy.name(),
            request.id(),
            request.submittedAt(),
            demands);
  }

  private static void note(
      Map<String, BigDecimal> seen, PolicyRef policy, SortedMap<String, BigDecimal> limits) {
    String prefix = RecordedRequest.prefix(policy);
    seen.forEach((name, value) -> limits.put(prefix + name, value));
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
