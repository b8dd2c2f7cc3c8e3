package io.humanlayer.policy.core.requirement;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// How far a standing permission that comes with a decision may reach.
///
/// @param similar conditions that a later request must meet, every one of them
public record GrantCeiling(Duration max, int uses, Set<String> similar) {

  public GrantCeiling {
    if (uses < 1 || !max.isPositive()) {
      throw new IllegalArgumentException("a grant lasts some time and has at least one use");
    }
    similar = Collections.unmodifiableSet(new TreeSet<>(similar));
  }

  GrantCeiling join(GrantCeiling other) {
    var both = new TreeSet<>(similar);
    both.addAll(other.similar);
    return new GrantCeiling(
        max.compareTo(other.max) <= 0 ? max : other.max, Math.min(uses, other.uses), both);
  }
}
