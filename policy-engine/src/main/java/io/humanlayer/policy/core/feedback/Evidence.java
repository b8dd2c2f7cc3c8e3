package io.humanlayer.policy.core.feedback;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How humans decided on one operation, and where money moves, in one currency.
///
/// @param currency null where the request names none, or where its arguments have been erased
/// @param approved by people who had the time to read what they approved
/// @param rushed approvals that came faster: they are not counted as approved
/// @param largestApproved the largest amount that was approved; null where there is none
/// @param sentinels who decided
/// @param first the first decision, `last` the last one
public record Evidence(
    String operation,
    @Nullable String currency,
    long approved,
    long rejected,
    long rushed,
    @Nullable BigDecimal largestApproved,
    Set<String> sentinels,
    Instant first,
    Instant last) {

  public Evidence {
    sentinels = Set.copyOf(sentinels);
  }

  public long decided() {
    return approved + rejected;
  }

  public double lowerBound() {
    return Wilson.lowerBound(approved, decided());
  }

  public Duration span() {
    return Duration.between(first, last);
  }
}
