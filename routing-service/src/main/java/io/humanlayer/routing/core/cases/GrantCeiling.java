package io.humanlayer.routing.core.cases;

import java.time.Duration;
import java.time.Instant;

/// The most that a grant made with this decision may allow.
public record GrantCeiling(Duration max, int uses) {

  boolean covers(Grant grant, Instant at) {
    return grant.uses() <= uses
        && grant.until().isAfter(at)
        && !grant.until().isAfter(at.plus(max));
  }
}
