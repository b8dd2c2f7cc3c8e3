package io.humanlayer.routing.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes the ticker of this instance for a timer that is due before it would look again. Only a
/// convenience: the timers themselves are in the database, and a missed call costs one period.
@ApplicationScoped
public class Alarm {

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private Instant next = Instant.MAX;

  public Alarm(Clock clock) {
    this.clock = clock;
  }

  /// Something is due at `due`.
  public void expect(Instant due) {
    lock.lock();
    try {
      if (due.isBefore(next)) {
        next = due;
        rung.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something is expected, but no longer than `most`.
  ///
  /// @throws InterruptedException if the thread is to end
  public void await(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (left > 0 && clock.instant().isBefore(next)) {
        Instant at = next;
        long until =
            at.equals(Instant.MAX)
                ? left
                : Math.min(left, Math.max(1, Duration.between(clock.instant(), at).toNanos()));
        long unused = rung.awaitNanos(until);
        left -= until - Math.max(0, unused);
      }
      next = Instant.MAX;
    } finally {
      lock.unlock();
    }
  }
}
