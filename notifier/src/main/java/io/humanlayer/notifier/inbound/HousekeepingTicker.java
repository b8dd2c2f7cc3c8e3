package io.humanlayer.notifier.inbound;

import io.humanlayer.notifier.app.Housekeeping;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/// Once an hour, what must not grow for ever.
@ApplicationScoped
public class HousekeepingTicker {

  private final Housekeeping housekeeping;

  public HousekeepingTicker(Housekeeping housekeeping) {
    this.housekeeping = housekeeping;
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    housekeeping.pruneInbox();
  }
}
