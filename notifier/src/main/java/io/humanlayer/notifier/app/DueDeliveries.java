package io.humanlayer.notifier.app;

import io.humanlayer.notifier.core.delivery.DeliveryCommand.Attempted;
import io.humanlayer.notifier.core.delivery.DeliveryRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The deliveries that are owed.
public interface DueDeliveries {

  /// A delivery whose next attempt is due.
  record Due(DeliveryRef delivery, String url, String body, int attempt) {}

  /// Takes at most `most` that are due, each for as long as `lease`: then another may take it.
  List<Due> take(int most, Instant now, Duration lease);

  /// Notes what came of an attempt; a second report of the same attempt has no effect.
  void report(Due due, Attempted result);
}
