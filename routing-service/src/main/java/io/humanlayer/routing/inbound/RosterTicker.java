package io.humanlayer.routing.inbound;

import io.humanlayer.routing.app.PanelFairness;
import io.humanlayer.routing.app.Rosters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Brings the shifts forward, day by day, and counts the panels whose work is spread unevenly. A
/// schedule that is late is no danger: who has no shift is not asked.
@ApplicationScoped
public class RosterTicker {

  private static final Logger LOG = Logger.getLogger(RosterTicker.class);
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final Duration FIRST = Duration.ofSeconds(5);

  private final Rosters rosters;
  private final PanelFairness fairness;
  private final MeterRegistry meters;
  private final AtomicLong unfair = new AtomicLong();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rosters").factory());

  public RosterTicker(Rosters rosters, PanelFairness fairness, MeterRegistry meters) {
    this.rosters = rosters;
    this.fairness = fairness;
    this.meters = meters;
    meters.gauge("humanlayer.panels.unfair", unfair);
  }

  void start(@Observes StartupEvent started) {
    var _ =
        executor.scheduleWithFixedDelay(
            this::tick, FIRST.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    executor.shutdownNow();
  }

  private void tick() {
    try {
      int gaps = rosters.bringForward();
      meters.counter("humanlayer.schedules.gaps").increment(gaps);
      unfair.set(fairness.unfair());
      if (gaps > 0) {
        LOG.warnf("in the next days nobody is on duty in %d spans that were not known", gaps);
      }
    } catch (RuntimeException e) {
      LOG.warn("the shifts could not be brought forward", e);
    }
  }
}
