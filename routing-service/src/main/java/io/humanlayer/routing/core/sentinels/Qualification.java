package io.humanlayer.routing.core.sentinels;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a Sentinel is accredited for, how far, and from when to when.
///
/// @param level 1 is the lowest
/// @param validTo the first instant at which it no longer holds; none if it is open-ended
/// @param ceiling the largest amount it covers; none if it is not bounded by an amount
/// @param scope what else bounds it
public record Qualification(
    String name,
    int level,
    Instant validFrom,
    @Nullable Instant validTo,
    @Nullable BigDecimal ceiling,
    Scope scope,
    Evidence evidence) {

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

  /// A qualification that nothing bounds but time and amount.
  public Qualification(
      String name,
      int level,
      Instant validFrom,
      @Nullable Instant validTo,
      @Nullable BigDecimal ceiling) {
    this(name, level, validFrom, validTo, ceiling, Scope.UNBOUNDED, Evidence.NONE);
  }

  boolean validAt(Instant at) {
    return !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
  }

  boolean covers(@Nullable BigDecimal amount) {
    return ceiling == null || (amount != null && ceiling.compareTo(amount) >= 0);
  }

  /// Whether `other` is the same accreditation, possibly on other terms.
  boolean sameAs(Qualification other) {
    return sameAs(other.name, other.level, other.validFrom);
  }

  boolean sameAs(String otherName, int otherLevel, Instant otherFrom) {
    return name.equals(otherName) && level == otherLevel && validFrom.equals(otherFrom);
  }

  /// The authority in one word, as it stands in a verdict: `finance.payments/2`.
  public String habilitation() {
    return name + "/" + level;
  }
}
