package io.humanlayer.testkit.infrastructure;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/// Waits for a condition, never for a time.
public final class Await {

  /// After this long a condition is taken never to come true.
  public static final Duration LIMIT = Duration.ofSeconds(40);

  private static final Duration POLL = Duration.ofMillis(50);

  private Await() {}

  /// Waits until `condition` holds.
  public static void until(BooleanSupplier condition) {
    waiting("the condition holds").until(condition::getAsBoolean);
  }

  /// Waits until what `source` gives is `wanted`, and returns it. `what` is said on failure.
  public static <T> T until(String what, Supplier<T> source, Predicate<? super T> wanted) {
    return waiting(what).until(source::get, wanted);
  }

  private static ConditionFactory waiting(String what) {
    return Awaitility.await(what).atMost(LIMIT).pollInterval(POLL).pollInSameThread();
  }
}
