package io.humanlayer.policy.core.feedback;

/// How sure a share is, of which only a sample is known.
public final class Wilson {

  /// The normal quantile of a two-sided confidence of 95 %.
  private static final double Z = 1.959963984540054;

  private Wilson() {}

  /// The lower bound of the 95 % score interval of `successes` in `n`; zero where nothing is known.
  public static double lowerBound(long successes, long n) {
    if (successes < 0 || successes > n) {
      throw new IllegalArgumentException(successes + " of " + n);
    }
    if (n == 0) {
      return 0;
    }
    double share = (double) successes / n;
    double z2 = Z * Z / n;
    double centre = share + z2 / 2;
    double margin = Z * Math.sqrt((share * (1 - share) + z2 / 4) / n);
    // Rounding must not lift it above what it bounds.
    return Math.clamp((centre - margin) / (1 + z2), 0, share);
  }
}
