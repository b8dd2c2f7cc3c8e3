package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.SentinelId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A Sentinel lets another decide for them, for a time, up to an amount. What is delegated is a
/// qualification held in one's own right: the delegate does not come to hold it, so nothing can be
/// delegated twice.
///
/// @param id names it within the Organisation, and in the verdicts that rest on it
/// @param to the delegate
/// @param qualification what is delegated
/// @param heldAs the qualification that the delegate must hold
/// @param upTo the largest amount; none if only the panel bounds it
/// @param until the first instant at which it no longer holds
public record Delegation(
    String id,
    SentinelId to,
    String qualification,
    String heldAs,
    @Nullable BigDecimal upTo,
    Instant from,
    Instant until) {

  public static final Duration LONGEST = Duration.ofDays(366);

  public Delegation {
    if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a delegation ends after it begins, within a year");
    }
    if (upTo != null && upTo.signum() < 0) {
      throw new IllegalArgumentException("an amount is not negative");
    }
  }

  boolean holdsAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  boolean reaches(BigDecimal amount) {
    return upTo == null || upTo.compareTo(amount) >= 0;
  }
}
