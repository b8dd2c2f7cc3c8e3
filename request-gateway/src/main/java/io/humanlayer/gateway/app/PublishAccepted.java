package io.humanlayer.gateway.app;

import io.humanlayer.eventing.EventProducer;
import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Sees to it that what was taken in reaches the intake topic, whatever crashes or is away in
/// between: at once when all is well, again and again under the same event id when it is not.
@ApplicationScoped
public class PublishAccepted {

  /// How many requests are published again in one transaction.
  public static final int MAX_BATCH = 200;

  /// A request younger than this may still be on its way.
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  /// So many requests may wait for the broker; beyond, new ones are refused.
  public static final int MAX_BACKLOG = 10_000;

  private static final Logger LOG = Logger.getLogger(PublishAccepted.class);

  private final RequestStore requests;
  private final IntakeTopic topic;
  private final Clock clock;
  private final ConcurrentLinkedQueue<RequestId> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean full = new AtomicBoolean();

  public PublishAccepted(RequestStore requests, IntakeTopic topic, Clock clock) {
    this.requests = requests;
    this.topic = topic;
    this.clock = clock;
  }

  /// Publishes one request now; the future ends when the broker has it.
  public CompletableFuture<Void> publish(Publication publication) {
    return topic
        .publish(publication)
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                acknowledged.add(publication.id());
              } else {
                LOG.warnf("%s waits for the broker: %s", publication.id(), failure.getMessage());
              }
            });
  }

  /// Notes what the broker has, and publishes again what it has not.
  public void tick() {
    var published = new ArrayList<RequestId>();
    for (RequestId id = acknowledged.poll(); id != null; id = acknowledged.poll()) {
      published.add(id);
    }
    if (!published.isEmpty()) {
      requests.published(published);
    }
    int again = requests.republish(clock.instant().minus(PATIENCE), MAX_BATCH, this::publishAll);
    if (again > 0) {
      LOG.infof("published %d requests again", again);
    }
    full.set(again == MAX_BATCH && requests.backlog(MAX_BACKLOG) >= MAX_BACKLOG);
  }

  /// The broker has been away for so long that no more can be promised.
  ///
  /// @throws io.humanlayer.web.ProblemException `unavailable`
  void refuseWhenFull() {
    if (full.get()) {
      throw Problem.unavailable("Too many requests wait to be published.", Duration.ofSeconds(10))
          .asException();
    }
  }

  private void publishAll(List<Publication> publications) {
    EventProducer.await(publications.stream().map(topic::publish).toList());
  }
}
