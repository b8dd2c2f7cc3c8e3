package io.humanlayer.policy.core.request;

import io.humanlayer.policy.core.policy.JoinedRuling;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.requirement.Requirement;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request and what is said of it.
///
/// @param joined what the policies say together; where they were not asked, nothing but a denial
/// @param limits the limits that the rules saw, by layer, policy and limit: `layer/policy/limit`
/// @param shadow what shadows said, which changes nothing
public record RuledRequest(
    DecisionRequest request,
    List<PolicyRuling> policies,
    JoinedRuling joined,
    SortedMap<String, BigDecimal> limits,
    Grounds grounds,
    List<ShadowRuling> shadow) {

  /// What most requests see of limits.
  public static final SortedMap<String, BigDecimal> NONE = Collections.emptySortedMap();

  private static final Grounds BY_POLICY = new Grounds.Policies();

  /// What one numbered policy said.
  public record PolicyRuling(PolicyRef policy, String digest, LayerRuling ruling) {}

  /// What all policies would have said with a shadow in the place of the number in force.
  public record ShadowRuling(PolicyRef policy, Ruling ruling) {}

  public RuledRequest {
    policies = List.copyOf(policies);
    shadow = List.copyOf(shadow);
    limits = limits.isEmpty() ? NONE : Collections.unmodifiableSortedMap(new TreeMap<>(limits));
  }

  /// The join of what `policies` said.
  public static RuledRequest of(
      DecisionRequest request, List<PolicyRuling> policies, SortedMap<String, BigDecimal> limits) {
    return new RuledRequest(
        request,
        policies,
        JoinedRuling.of(policies.stream().map(PolicyRuling::ruling).toList()),
        limits,
        BY_POLICY,
        List.of());
  }

  /// Denied without asking `policies`, which abstain.
  public static RuledRequest barred(
      DecisionRequest request, List<PolicyRuling> policies, Grounds.Barred why) {
    return new RuledRequest(
        request,
        policies,
        new JoinedRuling(Ruling.DENY, false, null, Requirement.DEFAULT_USE, null, Set.of()),
        NONE,
        why,
        List.of());
  }

  /// The same request where a grant answers the question that policies ask.
  public RuledRequest granted(Grounds.Granted grant) {
    if (joined.ruling() != Ruling.ARBITRIUM) {
      throw new IllegalArgumentException("a grant answers where a human is asked, nowhere else");
    }
    return new RuledRequest(request, policies, joined, limits, grant, shadow);
  }

  /// The same with what the shadows said.
  public RuledRequest beside(List<ShadowRuling> shadows) {
    return new RuledRequest(request, policies, joined, limits, grounds, shadows);
  }

  public Ruling ruling() {
    return switch (grounds) {
      case Grounds.Policies _ -> joined.ruling();
      case Grounds.Barred _ -> Ruling.DENY;
      case Grounds.Granted _ -> Ruling.ALLOW;
    };
  }

  /// What the human decision requires; null unless one is asked for.
  public @Nullable Requirement requirement() {
    return ruling() == Ruling.ARBITRIUM ? joined.requirement() : null;
  }
}
