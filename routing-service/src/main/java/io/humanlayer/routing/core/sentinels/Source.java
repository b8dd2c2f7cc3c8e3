package io.humanlayer.routing.core.sentinels;

/// Where a Sentinel comes from: the Organisation's own people, or HumanLayer's bench.
public enum Source {
  INTERNAL,
  EXTERNAL
}
