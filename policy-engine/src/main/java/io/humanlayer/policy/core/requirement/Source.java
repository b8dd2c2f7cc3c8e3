package io.humanlayer.policy.core.requirement;

/// Where the Sentinels of a panel may come from.
public enum Source {
  INTERNAL,
  EXTERNAL
}
