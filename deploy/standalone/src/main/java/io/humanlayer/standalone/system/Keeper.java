package io.humanlayer.standalone.system;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.humanlayer.standalone.home.Note;
import io.humanlayer.standalone.home.Notes;
import io.humanlayer.standalone.infrastructure.Server;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Starts one server and starts it again whenever it dies, ever later while it keeps dying, until
/// it is told to stop or has died too often.
final class Keeper {

  private static final Duration READY_LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Who has lived this long has recovered.
  private static final Duration STEADY = Duration.ofMinutes(1);

  /// Deaths in a row after which it stays dead.
  private static final int MAX_DEATHS = 50;

  /// Deaths after which nobody waits for it any longer.
  private static final int MAX_DEATHS_AWAITED = 3;

  private static final Logger LOG = Logger.getLogger(Keeper.class.getName());

  private final Server server;
  private final Notes notes;
  private boolean stopping;
  private int deaths;
  private long startedAt;

  Keeper(Server server, Notes notes) {
    this.server = server;
    this.notes = notes;
  }

  Server server() {
    return server;
  }

  /// Starts the server and keeps it from now on.
  synchronized void start() {
    if (stopping) {
      return;
    }
    server.start();
    startedAt = System.nanoTime();
    var ready = Machine.readyPath(server);
    notes.write(Note.of(server.name(), server.pid(), server.port(), ready, server.log()));
    var _ = server.onExit().thenAccept(code -> died("ended with " + code));
  }

  private void startAgain() {
    try {
      start();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, server.name() + " cannot be started", e);
      died("did not start");
    }
  }

  private synchronized void died(String how) {
    if (stopping) {
      return;
    }
    var steady = System.nanoTime() - startedAt > STEADY.toNanos();
    deaths = steady ? 1 : deaths + 1;
    if (deaths > MAX_DEATHS) {
      LOG.severe(server.name() + " " + how + " once more; given up");
      return;
    }
    var pause = pause(deaths);
    LOG.warning(server.name() + " " + how + "; starting it again in " + pause.toMillis() + " ms");
    delayedExecutor(pause.toMillis(), MILLISECONDS).execute(this::startAgain);
  }

  private static Duration pause(int deaths) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(deaths - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /// Returns when the server is ready, even if it has to be started again for that.
  ///
  /// @throws StartFailure if it dies again and again, or is not ready in time
  void waitReady() {
    var end = System.nanoTime() + READY_LIMIT.toNanos();
    while (!server.isReady()) {
      if (isHopeless() || System.nanoTime() > end) {
        throw new StartFailure(server.name() + " does not get ready\n" + server.lastWords());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private synchronized boolean isHopeless() {
    return stopping || deaths >= MAX_DEATHS_AWAITED;
  }

  void stop() {
    synchronized (this) {
      stopping = true;
    }
    server.stop();
    notes.forget(server.name());
  }
}
