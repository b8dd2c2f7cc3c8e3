package io.humanlayer.policy.core.grant;

import io.humanlayer.policy.core.history.AskedPolicy;
import io.humanlayer.policy.core.history.RuleRef;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.core.requirement.Exclusion;
import io.humanlayer.policy.core.requirement.Tier;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a grant answers for a request on which policy asks a human.
public sealed interface Fit {

  String POLICY_CHANGED = "policy-changed";
  String AGENT_CHANGED = "agent-version-changed";
  String SENTINEL_SUSPENDED = "sentinel-suspended";
  String QUALIFICATION_LOST = "qualification-lost";

  /// It does.
  record Answers() implements Fit {}

  /// Not for this request.
  record Differs() implements Fit {}

  /// For no request any more, and why.
  record Outdated(String reasonCode) implements Fit {}

  /// Says whether the conditions of a grant hold of a request.
  @FunctionalInterface
  interface Similarity {
    boolean holds(Grant grant, RuledRequest asked);
  }

  /// Whether a grant could answer for `asked` at all: policy asks a human, every rule that asks
  /// permits grants, and none asks for authority.
  static boolean possible(RuledRequest asked) {
    var requirement = asked.requirement();
    return asked.ruling() == Ruling.ARBITRIUM
        && requirement != null
        && requirement.grant() != null
        && requirement.tier() != Tier.AUTHORITY
        && !rules(asked).isEmpty();
  }

  /// Whether `grant` answers for `asked`.
  static Fit of(Grant grant, RuledRequest asked, Similarity similarity) {
    var request = asked.request();
    if (!possible(asked)
        || !grant.organisation().equals(request.organisation())
        || !grant.agent().equals(request.agent().id())
        || !grant.operation().equals(request.operation())
        || !grant.lives(request.submittedAt())
        || excluded(grant, asked)) {
      return new Differs();
    }
    // A request that came before the grant was made may still name what was in force then.
    boolean later = request.submittedAt().isAfter(grant.madeAt());
    if (!Objects.equals(grant.agentVersion(), request.agent().version())) {
      return later ? new Outdated(AGENT_CHANGED) : new Differs();
    }
    if (!policies(grant).equals(policies(asked))) {
      return later ? new Outdated(POLICY_CHANGED) : new Differs();
    }
    return grant.rules().containsAll(rules(asked)) && similarity.holds(grant, asked)
        ? new Answers()
        : new Differs();
  }

  /// Whether somebody who made the grant may not decide on this request. Who a payee is, routing
  /// knows and this does not: a rule that excludes payees has no grant answer.
  private static boolean excluded(Grant grant, RuledRequest asked) {
    var requirement = asked.joined().requirement();
    var owner = asked.request().agent().owner();
    return asked.joined().excluded().stream()
            .anyMatch(
                word ->
                    word.startsWith("payee:")
                        || grant.sentinels().stream().anyMatch(s -> word.equals("person:" + s)))
        || (requirement != null
            && requirement.exclude().contains(Exclusion.AGENT_OWNER)
            && owner != null
            && grant.sentinels().contains(owner));
  }

  /// The policies of a grant, by what their documents say: another number of the same text is the
  /// same policy.
  static Set<String> policies(Grant grant) {
    return grant.policies().stream().map(Fit::text).collect(Collectors.toSet());
  }

  private static Set<String> policies(RuledRequest asked) {
    return asked.policies().stream()
        .map(policy -> text(new AskedPolicy(policy.policy(), policy.digest())))
        .collect(Collectors.toSet());
  }

  /// How a policy is compared.
  static String text(AskedPolicy asked) {
    return asked.policy().layer().word() + "/" + asked.policy().name() + "@" + asked.digest();
  }

  private static Set<RuleRef> rules(RuledRequest asked) {
    var rules = new HashSet<RuleRef>();
    for (var policy : asked.policies()) {
      for (var rule : policy.ruling().rules()) {
        rules.add(new RuleRef(policy.policy().layer().word(), rule));
      }
    }
    return rules;
  }
}
