package io.humanlayer.policy.core.publication;

import io.humanlayer.policy.core.change.Direction;

/// What enforcing a number means, and so how many people it needs.
public enum Kind {
  NEUTRAL(1),
  TIGHTENING(1),
  LOOSENING(2),
  /// A number that was in force before.
  ROLLBACK(1);

  private final int approvals;

  Kind(int approvals) {
    this.approvals = approvals;
  }

  public int approvals() {
    return approvals;
  }

  public static Kind of(Direction direction) {
    return switch (direction) {
      case NEUTRAL -> NEUTRAL;
      case TIGHTENING -> TIGHTENING;
      case LOOSENING -> LOOSENING;
    };
  }
}
