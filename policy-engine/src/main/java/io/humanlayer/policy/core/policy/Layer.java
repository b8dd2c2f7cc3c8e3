package io.humanlayer.policy.core.policy;

import java.util.Locale;

/// Where a policy stands. Rulings of all layers are joined, so a lower layer can only tighten.
public enum Layer {
  PLATFORM,
  ORGANISATION,
  TEAM,
  AGENT;

  /// The layer as documents and events write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a policy here may leave the ruling to the other layers. The Organisation's own policy
  /// may not: where it says nothing a human is asked. If all layers abstain a human is asked too.
  public boolean mayAbstain() {
    return this != ORGANISATION;
  }

  /// Whether a policy here is for some Agents only, which it names.
  public boolean namesAgents() {
    return compareTo(ORGANISATION) > 0;
  }
}
