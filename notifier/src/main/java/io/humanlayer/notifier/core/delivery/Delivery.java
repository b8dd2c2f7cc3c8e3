package io.humanlayer.notifier.core.delivery;

import java.time.Instant;

/// Where a delivery stands.
public sealed interface Delivery {

  /// Nothing is owed yet.
  record Unscheduled() implements Delivery {}

  /// Owed.
  ///
  /// @param failed how many attempts have failed
  /// @param nextAt when the next one is due
  record Pending(DeliveryRef delivery, String origin, int failed, Instant nextAt)
      implements Delivery {}

  /// Acknowledged by the receiver.
  record Delivered(DeliveryRef delivery) implements Delivery {}

  /// Given up.
  record Abandoned(DeliveryRef delivery) implements Delivery {}
}
