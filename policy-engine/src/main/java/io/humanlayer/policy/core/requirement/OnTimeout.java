package io.humanlayer.policy.core.requirement;

/// What silence until the deadline means, from least to most strict.
public enum OnTimeout {
  ALLOW,
  REFER,
  DENY
}
