package io.humanlayer.policy.core.change;

/// Which way a change goes, from the harmless to the grave.
public enum Direction {
  /// Nothing that rules depends on it.
  NEUTRAL,
  /// Nothing passes that did not pass before.
  TIGHTENING,
  /// Something passes that stopped before, or nobody can show that it does not.
  LOOSENING;

  Direction join(Direction other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
