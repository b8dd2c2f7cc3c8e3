package io.humanlayer.routing.core.matching;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Who is asked first: the lowest score. The weights are those that the fairness benchmark is
/// measured with; change them together.
public final class Ranking {

  private static final double UTILISATION = 0.35;
  private static final double RECENCY = 0.20;
  private static final double LATENCY = 0.20;
  private static final double SURPLUS = 0.15;
  private static final double FATIGUE = 0.10;

  /// Whoever has not been asked for so long counts as rested.
  static final Duration RESTED = Duration.ofHours(1);

  /// Nobody is more tired than after so many verdicts.
  static final int TIRED = 20;

  /// Nobody is scarcer than with so many qualifications.
  static final int SCARCE = 10;

  private Ranking() {}

  /// From 0, to be asked at once, to 1.
  ///
  /// @param left until the deadline
  public static double score(Workload load, Duration left) {
    return UTILISATION * share(load.open(), load.capacity())
        + RECENCY * (1 - share(load.idle().toMillis(), RESTED.toMillis()))
        + LATENCY * share(load.latency().toMillis(), Math.max(1, left.toMillis()))
        + SURPLUS * share(load.skills() - 1L, SCARCE - 1L)
        + FATIGUE * share(load.recent(), TIRED);
  }

  /// The best first; among equals who has waited longest, then by id.
  public static List<Workload> order(List<Workload> people, Duration left) {
    return people.stream()
        .sorted(
            Comparator.<Workload>comparingDouble(it -> score(it, left))
                .thenComparing(Workload::idle, Comparator.reverseOrder())
                .thenComparing(it -> it.sentinel().value()))
        .toList();
  }

  private static double share(long part, long whole) {
    return Math.clamp((double) part / whole, 0.0, 1.0);
  }
}
