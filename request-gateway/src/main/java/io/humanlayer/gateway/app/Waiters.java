package io.humanlayer.gateway.app;

import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Wakes those who wait for a request to change, once the change is durable. A hint only: another
/// instance may have read the event, so a waiter looks at the store again after [#GLANCE] anyway.
@ApplicationScoped
public class Waiters {

  /// The longest a waiter sleeps without looking.
  public static final Duration GLANCE = Duration.ofMillis(250);

  private final ConcurrentHashMap<RequestId, Set<CountDownLatch>> waiting =
      new ConcurrentHashMap<>();

  /// One who waits; register before looking, so that no change falls between.
  public final class Waiter implements AutoCloseable {
    private final RequestId id;
    private final CountDownLatch latch = new CountDownLatch(1);

    private Waiter(RequestId id) {
      this.id = id;
      waiting.compute(
          id,
          (_, latches) -> {
            Set<CountDownLatch> all = latches == null ? ConcurrentHashMap.newKeySet() : latches;
            all.add(latch);
            return all;
          });
    }

    /// Sleeps until the request may have changed, at most `limit`. A thread that is interrupted
    /// stays so and sleeps no more.
    public void await(Duration limit) {
      try {
        boolean _ = latch.await(Math.min(limit.toNanos(), GLANCE.toNanos()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          id,
          (_, latches) -> {
            latches.remove(latch);
            return latches.isEmpty() ? null : latches;
          });
    }
  }

  /// Starts to wait for `id`.
  public Waiter waiter(RequestId id) {
    return new Waiter(id);
  }

  /// These requests have changed.
  public void wake(Collection<RequestId> ids) {
    for (RequestId id : ids) {
      Set<CountDownLatch> latches = waiting.get(id);
      if (latches != null) {
        latches.forEach(CountDownLatch::countDown);
      }
    }
  }
}
