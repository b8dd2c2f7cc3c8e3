package io.humanlayer.policy.core.policy;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// The operations to which a rule or a limit applies: all (`"*"`), even unknown ones, or these.
public record Reach(boolean everything, Set<String> operations) {

  public Reach {
    if (everything != operations.isEmpty()) {
      throw new IllegalArgumentException("for is either \"*\" or names operations");
    }
    operations = Collections.unmodifiableSet(new TreeSet<>(operations));
  }

  public static Reach all() {
    return new Reach(true, Set.of());
  }

  public boolean covers(String operation) {
    return everything || operations.contains(operation);
  }
}
