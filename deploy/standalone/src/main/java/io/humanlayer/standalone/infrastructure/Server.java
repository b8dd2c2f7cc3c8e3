package io.humanlayer.standalone.infrastructure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One long-running process of the system: how it is launched, when it answers, how it ends.
public abstract class Server implements AutoCloseable {

  private final String name;
  private final Path folder;
  private final int port;
  private volatile @Nullable Child child;

  /// @param folder where the process keeps its files and its log
  /// @param port the one that clients use
  protected Server(String name, Path folder, int port) {
    this.name = name;
    this.folder = folder.toAbsolutePath();
    this.port = port;
  }

  protected abstract Child launch();

  /// A real request of the protocol that the process speaks.
  protected abstract Child.Probe probe();

  /// How the process is asked to end.
  protected void end(Child running) {
    running.stop(Duration.ofSeconds(15));
  }

  /// Returns as soon as the process exists.
  public final void start() {
    child = launch();
  }

  /// Returns when the process answers.
  ///
  /// @throws StartFailure if the process ends, or does not answer within `limit`
  public final void waitReady(Duration limit) {
    started().waitReady(limit, probe());
  }

  public final boolean isReady() {
    try {
      return isAlive() && probe().answers();
    } catch (Exception e) {
      return false;
    }
  }

  /// Completes with the exit code of the process that runs now.
  public final CompletableFuture<Integer> onExit() {
    return started().onExit();
  }

  /// The end of the log.
  public final String lastWords() {
    return started().lastWords();
  }

  /// Does nothing when the process does not run.
  public final void stop() {
    var running = child;
    if (running != null && running.isAlive()) {
      end(running);
    }
  }

  @Override
  public final void close() {
    stop();
  }

  public final boolean isAlive() {
    var running = child;
    return running != null && running.isAlive();
  }

  /// @throws IllegalStateException if it was never started
  public final long pid() {
    return started().pid();
  }

  public final String name() {
    return name;
  }

  public final int port() {
    return port;
  }

  protected final Path folder() {
    return folder;
  }

  public final Path log() {
    return folder.resolve(name + ".log");
  }

  private Child started() {
    var running = child;
    if (running == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return running;
  }
}
