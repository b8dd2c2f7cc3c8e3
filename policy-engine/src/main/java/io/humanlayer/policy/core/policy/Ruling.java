package io.humanlayer.policy.core.policy;

/// What policy says of one request, from least to most severe.
public enum Ruling {
  ALLOW,
  ARBITRIUM,
  DENY;

  /// The more severe of both.
  public Ruling join(Ruling other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
