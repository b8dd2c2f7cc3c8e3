package io.humanlayer.acceptance.killing;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.demo.SentinelApi;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A Sentinel who decides about every other case offered to them, and tries again whatever fails.
final class BusySentinel implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(500);

  private final SentinelApi sentinel;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  BusySentinel(SentinelApi sentinel) {
    this.sentinel = sentinel;
  }

  void start() {
    var _ = clock.scheduleWithFixedDelay(this::work, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void work() {
    try {
      for (JsonNode item : sentinel.cases().orThrow().json().path("items")) {
        decide(item.path("id").asText());
      }
    } catch (RuntimeException e) {
      // A part of the system is down; the next round tries again.
    }
  }

  private void decide(String id) {
    if ((id.hashCode() & 1) == 0 || answered.contains(id)) {
      return;
    }
    String digest = sentinel.open(id).orThrow().json().path("action_digest").asText();
    var answer = sentinel.verdict(id, "approve", digest, "Seen");
    // A conflict says that an earlier try was taken though its answer was lost.
    if (answer.status() < 300 || answer.status() == 409) {
      answered.add(id);
    }
  }

  /// The cases that this Sentinel has decided.
  Set<String> answered() {
    return Set.copyOf(answered);
  }

  /// The cases that wait for this Sentinel now.
  Set<String> open() {
    var open = ConcurrentHashMap.<String>newKeySet();
    sentinel.cases().orThrow().json().path("items").forEach(i -> open.add(i.path("id").asText()));
    return open;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
