package io.humanlayer.notifier.core.delivery;

import java.time.Instant;

/// What can be asked of a delivery.
public sealed interface DeliveryCommand {

  /// A decision is owed to a receiver at `origin`.
  record Schedule(DeliveryRef delivery, String origin, Instant at) implements DeliveryCommand {}

  /// An attempt was made, and this is what came of it.
  ///
  /// @param attempt the first is 1
  /// @param jitter from 0 to 1, spreads what failed together
  record Attempted(int attempt, Reply reply, Instant at, double jitter) implements DeliveryCommand {
    public Attempted {
      if (attempt < 1 || jitter < 0 || jitter > 1) {
        throw new IllegalArgumentException("attempt " + attempt + ", jitter " + jitter);
      }
    }
  }
}
