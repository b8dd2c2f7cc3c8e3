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

  /// Whether a policy here may leave the ruling to the layers above.
  public boolean mayAbstain() {
    return compareTo(ORGANISATION) > 0;
  }
}
