package io.humanlayer.acceptance.killing;

import io.humanlayer.acceptance.system.Log;
import io.humanlayer.proof.Checkpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Somebody who keeps every head of a log that they have seen, to hold the log to it later.
final class CheckpointWatch implements AutoCloseable {

  private static final Duration PACE = Duration.ofSeconds(1);

  private final Log log;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Checkpoint> seen = new CopyOnWriteArrayList<>();

  CheckpointWatch(Log log) {
    this.log = log;
  }

  void start() {
    var _ = clock.scheduleWithFixedDelay(this::look, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      seen.add(log.checkpoint());
    } catch (RuntimeException e) {
      // The ledger is down; its next head must agree with those before.
    }
  }

  List<Checkpoint> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
