package io.humanlayer.routing.core.sentinels;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a Sentinel is accredited for, how far, and from when to when.
///
/// @param level 1 is the lowest
/// @param validTo the first instant at which it no longer holds; none if it is open-ended
/// @param ceiling the largest amount it covers; none if it is not bounded by an amount
public record Qualification(
    String name,
    int level,
    Instant validFrom,
    @Nullable Instant validTo,
    @Nullable BigDecimal ceiling) {

  public Qualification {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a qualification has a name");
    }
    if (level < 1) {
      throw new IllegalArgumentException("a qualification's level is at least 1, not " + level);
    }
    if (validTo != null && !validTo.isAfter(validFrom)) {
      throw new IllegalArgumentException("a qualification ends after it begins");
    }
    if (ceiling != null && ceiling.signum() < 0) {
      throw new IllegalArgumentException("a ceiling is not negative");
    }
  }

  boolean validAt(Instant at) {
    return !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
  }

  boolean covers(@Nullable BigDecimal amount) {
    return ceiling == null || (amount != null && ceiling.compareTo(amount) >= 0);
  }

  /// The authority in one word, as it stands in a verdict: `finance.payments/2`.
  public String habilitation() {
    return name + "/" + level;
  }
}
