package io.humanlayer.routing.core.cases;

import java.util.List;

/// The ruling that opened the case: the policies it was made under and the rules that matched.
public record Ruling(List<PolicyVersion> policies, List<MatchedRule> rules) {

  public Ruling {
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
  }

  /// One immutable policy document.
  public record PolicyVersion(String layer, String name, int number, String digest) {}

  /// One rule of one layer.
  public record MatchedRule(String id, String layer) {}
}
