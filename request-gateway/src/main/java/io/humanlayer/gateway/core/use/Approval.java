package io.humanlayer.gateway.core.use;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an Agent may use, as its decision says.
///
/// @param actionDigest of what was approved, after all edits
/// @param usableUntil none if it cannot be used
public record Approval(
    boolean approved, Arbiter arbiter, String actionDigest, @Nullable Instant usableUntil) {

  /// Who says whether it may still be used: whoever decided.
  public enum Arbiter {
    HERE,
    CASE
  }

  /// Whether it is too late at `now`.
  public boolean expired(Instant now) {
    return usableUntil == null || !now.isBefore(usableUntil);
  }
}
