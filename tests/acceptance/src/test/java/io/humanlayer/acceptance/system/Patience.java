package io.humanlayer.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// Waits for what several processes bring about together. A question that fails counts as not yet:
/// any of them may just be starting again. What was seen last is part of the failure.
public final class Patience {

  /// How long one step of a system that is well may take.
  public static final Duration STEP = Duration.ofSeconds(40);

  private static final Duration POLL = Duration.ofMillis(100);

  private Patience() {}

  public static <T> T until(String what, Callable<T> source, Predicate<? super T> wanted) {
    return until(what, STEP, source, wanted);
  }

  public static <T> T until(
      String what, Duration limit, Callable<T> source, Predicate<? super T> wanted) {
    return until(what, limit, POLL, source, wanted);
  }

  /// @param pause between two questions; long where asking is itself dear
  public static <T> T until(
      String what,
      Duration limit,
      Duration pause,
      Callable<T> source,
      Predicate<? super T> wanted) {
    var wantedOne = new AtomicReference<T>();
    Awaitility.await(what)
        .atMost(limit)
        .pollInterval(pause)
        .pollInSameThread()
        .untilAsserted(
            () -> {
              T seen = answer(what, source);
              assertThat(wanted.test(seen)).as("%s; last seen: %s", what, seen).isTrue();
              wantedOne.set(seen);
            });
    return wantedOne.get();
  }

  private static <T> T answer(String what, Callable<T> source) {
    try {
      return source.call();
    } catch (Exception e) {
      throw new AssertionError(what + "; it cannot even be asked: " + e, e);
    }
  }
}
