package io.humanlayer.routing.core.matching;

import java.util.Collection;

/// How evenly work is spread.
public final class Fairness {

  /// Below this somebody should look.
  public static final double ALERT = 0.8;

  private Fairness() {}

  /// Jain's index of the shares: 1 if all are the same, 1/n if one has everything. Nobody, or no
  /// work at all, is fair.
  public static double jain(Collection<Double> shares) {
    double sum = 0;
    double squares = 0;
    for (double share : shares) {
      sum += share;
      squares += share * share;
    }
    return squares == 0 ? 1 : sum * sum / (shares.size() * squares);
  }
}
