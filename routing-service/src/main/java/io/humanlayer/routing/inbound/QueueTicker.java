package io.humanlayer.routing.inbound;

import io.humanlayer.routing.app.MatchQueues;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Gives people who have become free to the cases that wait for them. Where nothing waits it costs
/// one look at an empty index.
@ApplicationScoped
public class QueueTicker {

  private static final Logger LOG = Logger.getLogger(QueueTicker.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final MatchQueues queues;
  private final MeterRegistry meters;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("queues").factory());

  public QueueTicker(MatchQueues queues, MeterRegistry meters) {
    this.queues = queues;
    this.meters = meters;
  }

  void start(@Observes StartupEvent started) {
    var _ =
        executor.scheduleWithFixedDelay(
            this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    executor.shutdownNow();
  }

  private void tick() {
    try {
      meters.counter("humanlayer.seats.matched").increment(queues.match());
    } catch (RuntimeException e) {
      LOG.warn("the queues are matched later", e);
    }
  }
}
