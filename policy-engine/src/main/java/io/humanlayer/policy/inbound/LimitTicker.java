package io.humanlayer.policy.inbound;

import io.humanlayer.policy.app.LimitTable;
import io.humanlayer.policy.core.policy.Limit;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/// Forgets what no window reaches and no topic can deliver again.
@ApplicationScoped
public class LimitTicker {

  /// The longest window, and then the retention of the intake with room to spare.
  private static final Duration KEPT = Limit.MAX_WINDOW.plusDays(14);

  private final LimitTable limits;
  private final Clock clock;

  public LimitTicker(LimitTable limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "1m")
  void tick() {
    limits.forget(clock.instant().minus(KEPT));
  }
}
