package io.humanlayer.policy.core.requirement;

/// How much assurance a verdict needs, from least to most.
public enum Tier {
  STANDARD,
  EXPERT,
  AUTHORITY
}
