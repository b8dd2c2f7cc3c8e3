package io.humanlayer.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// Durations in nanoseconds, all of them kept, so that every quantile is exact.
final class Latencies {

  private long[] nanos = new long[1024];
  private int size;

  void add(long duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration;
  }

  int size() {
    return size;
  }

  /// The duration in milliseconds that the share `quantile` of all does not exceed.
  double quantile(double quantile) {
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(quantile * size) - 1;
    return sorted[Math.max(0, rank)] / 1e6;
  }

  /// One line of the report.
  String line(String name) {
    return String.format(
        Locale.ROOT,
        "%-52s %6d   %7.2f   %7.2f   %7.2f",
        name,
        size,
        quantile(0.50),
        quantile(0.90),
        quantile(0.99));
  }
}
