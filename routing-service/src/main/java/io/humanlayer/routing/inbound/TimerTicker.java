package io.humanlayer.routing.inbound;

import io.humanlayer.routing.app.Alarm;
import io.humanlayer.routing.app.FindPeople;
import io.humanlayer.routing.app.FireTimers;
import io.humanlayer.routing.app.Housekeeping;
import io.humanlayer.routing.app.StandStill;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Brings the time to the cases: fires what is due, looks for people where some are missing, and
/// stops what is suspended. Any number of instances may tick at once.
@Readiness
@ApplicationScoped
public class TimerTicker implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(TimerTicker.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  /// A deadline that is later than this by our fault is worth an alarm.
  private static final Duration MAX_SILENCE = Duration.ofSeconds(20);

  private static final Duration HOUSEKEEPING = Duration.ofHours(1);

  private final FireTimers timers;
  private final FindPeople people;
  private final StandStill standStill;
  private final Housekeeping housekeeping;
  private final Alarm alarm;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Thread thread = Thread.ofPlatform().daemon().name("timers").unstarted(this::run);
  private volatile Instant lastTick;
  private volatile boolean stopping;
  private Instant pruned;

  public TimerTicker(
      FireTimers timers,
      FindPeople people,
      StandStill standStill,
      Housekeeping housekeeping,
      Alarm alarm,
      Clock clock,
      MeterRegistry meters) {
    this.timers = timers;
    this.people = people;
    this.standStill = standStill;
    this.housekeeping = housekeeping;
    this.alarm = alarm;
    this.clock = clock;
    this.meters = meters;
    this.lastTick = clock.instant();
    this.pruned = clock.instant();
  }

  void start(@Observes StartupEvent started) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent stopped) {
    stopping = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stopping) {
        alarm.await(PERIOD);
        tryTo(this::fire);
        tryTo(standStill::sweep);
        tryTo(people::routeWaiting);
        tryTo(this::prune);
      }
    } catch (InterruptedException e) {
      LOG.debug("no more ticks", e);
    }
  }

  /// A failure passes with its cause; the others, and the next time, come all the same.
  private static void tryTo(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.warn("a part of a tick came to nothing", e);
    }
  }

  private void fire() {
    meters.counter("humanlayer.timers.fired").increment(timers.fireDue());
    lastTick = clock.instant();
  }

  private void prune() {
    Instant now = clock.instant();
    if (now.isAfter(pruned.plus(HOUSEKEEPING))) {
      housekeeping.prune(now);
      pruned = now;
    }
  }

  @Override
  public HealthCheckResponse call() {
    boolean ticking = lastTick.isAfter(clock.instant().minus(MAX_SILENCE));
    return HealthCheckResponse.named("timers").status(ticking).build();
  }
}
