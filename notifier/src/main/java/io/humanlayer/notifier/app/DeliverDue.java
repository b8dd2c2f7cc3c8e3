package io.humanlayer.notifier.app;

import io.humanlayer.notifier.app.DueDeliveries.Due;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Attempted;
import io.humanlayer.notifier.core.delivery.Reply;
import io.humanlayer.notifier.core.webhook.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Takes what is due, and makes one attempt at it. No transaction is open while a receiver thinks.
@ApplicationScoped
public class DeliverDue {

  /// Longer than the slowest attempt can last, so that nobody else makes the same one.
  public static final Duration LEASE = Duration.ofSeconds(60);

  private final DueDeliveries deliveries;
  private final WebhookKeyring keyring;
  private final CallbackReceiver receiver;
  private final Clock clock;

  public DeliverDue(
      DueDeliveries deliveries, WebhookKeyring keyring, CallbackReceiver receiver, Clock clock) {
    this.deliveries = deliveries;
    this.keyring = keyring;
    this.receiver = receiver;
    this.clock = clock;
  }

  public List<Due> take(int most) {
    return deliveries.take(most, clock.instant(), LEASE);
  }

  public void attempt(Due due) {
    Webhook webhook = new Webhook(due.delivery().id(), clock.instant(), due.body());
    Reply reply =
        receiver.post(due.url(), webhook.headers(keyring.of(due.delivery().org())), webhook.body());
    Instant at = clock.instant();
    double jitter = ThreadLocalRandom.current().nextDouble();
    deliveries.report(due, new Attempted(due.attempt(), reply, at, jitter));
  }
}
