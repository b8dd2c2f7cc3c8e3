package io.humanlayer.notifier.core.delivery;

import java.time.Duration;
import java.util.List;

/// How long to wait before each attempt. About three days in all: over a long weekend a receiver
/// can be repaired without losing a decision.
final class RetrySchedule {

  private static final List<Duration> BEFORE_ATTEMPT =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  static final int MAX_ATTEMPTS = BEFORE_ATTEMPT.size();

  /// A receiver may ask for patience, but not for ever.
  static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

  /// Jitter lengthens a wait by up to this part of it.
  private static final double SPREAD = 0.1;

  private RetrySchedule() {}

  /// The wait after `failed` attempts, of which there is at least one and one more to come.
  static Duration waitAfter(int failed, double jitter) {
    Duration base = BEFORE_ATTEMPT.get(failed);
    return base.plusMillis(Math.round(base.toMillis() * SPREAD * jitter));
  }
}
