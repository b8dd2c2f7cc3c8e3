package io.humanlayer.routing.core.cases;

import java.time.Instant;

/// A standing permission: so many times, until then.
public record Grant(int uses, Instant until) {

  public Grant {
    if (uses < 1) {
      throw new IllegalArgumentException("a grant can be used");
    }
  }

  /// What both of them allow.
  Grant narrowest(Grant other) {
    return new Grant(Math.min(uses, other.uses), until.isBefore(other.until) ? until : other.until);
  }
}
