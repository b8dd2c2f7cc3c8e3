package io.humanlayer.routing.core.cases;

import java.time.Duration;
import java.time.Instant;

/// How long a case waits for whom.
final class Patience {

  /// Somebody who is there answers quickly, or the next one is asked.
  static final Duration PRESENT = Duration.ofSeconds(90);

  static final Duration ABSENT = Duration.ofMinutes(5);

  /// Each time the same people are asked again they have twice as long, so that a case with few
  /// people is not a stream of offers.
  static final int MAX_DOUBLINGS = 10;

  static final Duration HOLD = Duration.ofMinutes(15);

  /// Within this time somebody may still be registered; then the Agent is told that there is
  /// nobody.
  static final Duration NOBODY = Duration.ofMinutes(2);

  /// Whoever brings a case to where people are to be found looks for them at once; this is for when
  /// that does not happen.
  static final Duration LOOKING = Duration.ofSeconds(1);

  static final int MAX_QUESTIONS = 3;
  static final int MAX_EXTENSIONS = 2;

  /// Everybody is asked when less than a quarter of the time is left.
  static final int LATE = 4;

  private Patience() {}

  static Instant offer(boolean present, int round, Instant at, Instant deadline) {
    Duration base = present ? PRESENT : ABSENT;
    Instant until = at.plus(base.multipliedBy(1L << Math.min(round, MAX_DOUBLINGS)));
    return until.isBefore(deadline) ? until : deadline;
  }

  static Instant hold(Instant at, Instant deadline) {
    Instant until = at.plus(HOLD);
    return until.isBefore(deadline) ? until : deadline;
  }
}
