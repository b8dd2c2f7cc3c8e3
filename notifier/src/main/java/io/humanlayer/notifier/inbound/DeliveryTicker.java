package io.humanlayer.notifier.inbound;

import io.humanlayer.notifier.app.DeliverDue;
import io.humanlayer.notifier.app.DueDeliveries.Due;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks for deliveries that are due, and makes each attempt on a thread of its own, so that one
/// slow receiver holds up no other.
@ApplicationScoped
public class DeliveryTicker {

  /// Attempts that may be under way at once.
  static final int MAX_IN_FLIGHT = 32;

  private static final long POLL_MILLIS = 200;
  private static final long GRACE_SECONDS = 5;
  private static final Logger LOG = Logger.getLogger(DeliveryTicker.class);

  private final DeliverDue deliver;
  private final Semaphore slots = new Semaphore(MAX_IN_FLIGHT);
  private final CountDownLatch closing = new CountDownLatch(1);

  public DeliveryTicker(DeliverDue deliver) {
    this.deliver = deliver;
  }

  void start(@Observes StartupEvent started) {
    Thread.ofVirtual().name("deliveries").start(this::run);
  }

  void stop(@Observes ShutdownEvent ended) throws InterruptedException {
    closing.countDown();
    if (!slots.tryAcquire(MAX_IN_FLIGHT, GRACE_SECONDS, TimeUnit.SECONDS)) {
      LOG.info("some attempts are still under way; they will be made again");
    }
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        open = !closing.await(tick() ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether there may be more at once.
  private boolean tick() throws InterruptedException {
    slots.acquire();
    slots.release();
    try {
      List<Due> due = deliver.take(slots.availablePermits());
      for (Due one : due) {
        slots.acquire();
        Thread.ofVirtual().name("delivery-" + one.delivery().id()).start(() -> attempt(one));
      }
      return !due.isEmpty();
    } catch (RuntimeException e) {
      LOG.warn("due deliveries cannot be taken now", e);
      return false;
    }
  }

  private void attempt(Due due) {
    try {
      deliver.attempt(due);
    } catch (RuntimeException e) {
      LOG.warnf(e, "delivery %s will be attempted again", due.delivery().id());
    } finally {
      slots.release();
    }
  }
}
