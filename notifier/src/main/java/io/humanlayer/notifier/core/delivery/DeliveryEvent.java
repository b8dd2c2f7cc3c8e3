package io.humanlayer.notifier.core.delivery;

import java.time.Instant;

/// What has happened to a delivery.
public sealed interface DeliveryEvent {

  DeliveryRef delivery();

  Instant at();

  /// It is owed; the first attempt is due at `at`.
  ///
  /// @param origin scheme and host of the receiver: the rest of its URL may be a secret, and events
  ///   are kept for ever
  record Scheduled(DeliveryRef delivery, String origin, Instant at) implements DeliveryEvent {}

  /// The receiver acknowledged.
  record Delivered(DeliveryRef delivery, int attempt, int status, Instant at)
      implements DeliveryEvent {}

  /// The attempt failed; the next is due at `nextAt`.
  record Failed(DeliveryRef delivery, int attempt, Failure failure, Instant nextAt, Instant at)
      implements DeliveryEvent {}

  /// No further attempt will be made.
  record Abandoned(DeliveryRef delivery, int attempt, Failure failure, Instant at)
      implements DeliveryEvent {}
}
