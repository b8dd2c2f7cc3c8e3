package io.humanlayer.policy.core.policy;

import java.util.Set;

/// The operations by which an Organisation changes how it is governed. Only the platform layer
/// rules on them: the ways out must stay open, so no policy of an Organisation may deny its own
/// correction.
public final class ReservedOperations {

  /// A policy is put in force.
  public static final String PUBLISH = "policy.publish";

  private static final Set<String> NAMES = Set.of(PUBLISH, "suspension.lift", "sentinel.recover");

  private ReservedOperations() {}

  public static boolean contains(String operation) {
    return NAMES.contains(operation);
  }
}
