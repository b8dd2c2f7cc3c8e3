package io.humanlayer.acceptance.killing;

import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.demo.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests that keep coming at their own pace, whatever becomes of those before them. Each is sent
/// again under its idempotency key until the system has said that it took it.
final class Traffic implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(400);
  private static final Duration UNTIL_ACCEPTED = Duration.ofMinutes(3);

  /// One request in so many needs a human.
  private static final int HUMAN = 4;

  private final Agent agent;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger released = new AtomicInteger();
  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  Traffic(Agent agent) {
    this.agent = agent;
  }

  void start() {
    var _ = clock.scheduleAtFixedRate(this::release, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void release() {
    int number = released.incrementAndGet();
    senders.execute(() -> send("request-" + number, number % HUMAN == 0));
  }

  private void send(String key, boolean human) {
    try {
      Answer answer =
          Patience.until(
              key + " is accepted",
              UNTIL_ACCEPTED,
              () -> agent.api().ask(body(key, human), key, Duration.ZERO),
              reply -> reply.status() < 500);
      accepted.put(key, answer.orThrow().json().required("id").asText());
    } catch (RuntimeException | AssertionError e) {
      failures.add(key + ": " + e.getMessage());
    }
  }

  private static String body(String key, boolean human) {
    return human
        ? """
        {"operation":"send_email","summary":"%s",
         "arguments":{"to":["a@b.example"],"subject":"%1$s","body":"Good morning"}}"""
            .formatted(key)
        : """
        {"operation":"fetch_weather","arguments":{"city":"%s"}}"""
            .formatted(key);
  }

  int released() {
    return released.get();
  }

  /// No more requests; returns when those that are under way have been answered.
  void finish() {
    clock.shutdown();
    senders.shutdown();
    Patience.until(
        "every request is answered", UNTIL_ACCEPTED, senders::isTerminated, done -> done);
  }

  /// The ids of the accepted requests, by their idempotency keys.
  Map<String, String> accepted() {
    return Map.copyOf(accepted);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    senders.shutdownNow();
  }
}
