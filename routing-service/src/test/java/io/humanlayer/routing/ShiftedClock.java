package io.humanlayer.routing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// The clock of the service under test, which tests put forward, so that nobody waits for what
/// takes minutes.
@ApplicationScoped
public class ShiftedClock {

  private static final AtomicReference<Duration> SHIFT = new AtomicReference<>(Duration.ZERO);

  static void forward(Duration by) {
    SHIFT.updateAndGet(by::plus);
  }

  static void back() {
    SHIFT.set(Duration.ZERO);
  }

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  Clock clock() {
    return new Shifted();
  }

  private static final class Shifted extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("times are UTC");
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(SHIFT.get());
    }
  }
}
