package io.humanlayer.routing.inbound;

import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Housekeeping;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Brings the time to the cases: expires what is due, and looks for people again where they were
/// missing. Any number of instances may tick at once.
@Readiness
@ApplicationScoped
public class DeadlineTicker implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(DeadlineTicker.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  /// A deadline that is later than this by our fault is worth an alarm.
  private static final Duration MAX_SILENCE = Duration.ofSeconds(20);

  private static final Duration HOUSEKEEPING = Duration.ofHours(1);

  private final Cases cases;
  private final Housekeeping housekeeping;
  private final Clock clock;
  private final MeterRegistry meters;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadlines").factory());
  private volatile Instant lastTick;

  public DeadlineTicker(Cases cases, Housekeeping housekeeping, Clock clock, MeterRegistry meters) {
    this.cases = cases;
    this.housekeeping = housekeeping;
    this.clock = clock;
    this.meters = meters;
    this.lastTick = clock.instant();
  }

  void start(@Observes StartupEvent started) {
    repeat(this::tick, PERIOD);
    repeat(() -> housekeeping.prune(clock.instant()), HOUSEKEEPING);
  }

  /// A failure passes with its cause; the next time comes all the same.
  private void repeat(Runnable task, Duration period) {
    var _ =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.warn("a tick came to nothing", e);
              }
            },
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    executor.shutdownNow();
  }

  private void tick() {
    meters.counter("humanlayer.cases.expired").increment(cases.expireDue());
    cases.routeWaiting();
    lastTick = clock.instant();
  }

  @Override
  public HealthCheckResponse call() {
    boolean ticking = lastTick.isAfter(clock.instant().minus(MAX_SILENCE));
    return HealthCheckResponse.named("deadlines").status(ticking).build();
  }
}
