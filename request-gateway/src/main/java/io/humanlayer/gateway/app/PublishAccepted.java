package io.humanlayer.gateway.app;

import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /// After so many failures in a row the broker is away: each may have taken seconds to be one.
  private static final int MAX_FAILURES = 3;

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
    try {
      noteAcknowledged();
      Instant before = clock.instant().minus(PATIENCE);
      int again = MAX_BATCH;
      while (again == MAX_BATCH) {
        again = requests.republish(before, MAX_BATCH, this::publishAgain);
      }
    } finally {
      full.set(requests.backlog(MAX_BACKLOG) >= MAX_BACKLOG);
    }
  }

  private void noteAcknowledged() {
    var published = new ArrayList<RequestId>();
    for (RequestId id = acknowledged.poll(); id != null; id = acknowledged.poll()) {
      published.add(id);
    }
    if (!published.isEmpty()) {
      requests.published(published);
    }
  }

  /// Each counts for itself: one that the broker does not take holds up no other.
  private List<RequestId> publishAgain(List<Publication> publications) {
    var sent = new LinkedHashMap<RequestId, CompletableFuture<Void>>();
    int failures = 0;
    for (Publication publication : publications) {
      CompletableFuture<Void> acknowledgement = topic.publish(publication);
      sent.put(publication.id(), acknowledgement);
      failures = acknowledgement.isCompletedExceptionally() ? failures + 1 : 0;
      if (failures == MAX_FAILURES) {
        break;
      }
    }
    List<RequestId> published =
        sent.entrySet().stream()
            .filter(one -> has(one.getKey(), one.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    LOG.infof("published %d of %d requests again", published.size(), publications.size());
    return published;
  }

  private static boolean has(RequestId id, CompletableFuture<Void> acknowledgement) {
    try {
      acknowledgement.join();
      return true;
    } catch (CompletionException e) {
      LOG.warnf("%s still waits for the broker: %s", id, e.getMessage());
      return false;
    }
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
}
