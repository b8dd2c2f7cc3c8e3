package io.humanlayer.standalone.infrastructure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An operating-system process that this JVM started: its log, its readiness, its end.
public final class Child {

  /// How often a process that is starting is asked whether it is ready.
  private static final Duration POLL = Duration.ofMillis(40);

  /// A log that has grown past this is set aside at the next start; one older log is kept.
  private static final long MAX_LOG_BYTES = 20L << 20;

  /// Whether the process answers. An exception counts as no.
  @FunctionalInterface
  public interface Probe {
    boolean answers() throws Exception;
  }

  private final String name;
  private final Path log;
  private final Process process;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  public static Child start(
      String name, Path log, List<String> words, Map<String, String> environment) {
    try {
      var folder = log.toAbsolutePath().resolveSibling("");
      Files.createDirectories(folder);
      if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
        var aside = log.resolveSibling(log.getFileName() + ".1");
        Files.move(log, aside, StandardCopyOption.REPLACE_EXISTING);
      }
      var builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new Child(name, log, builder.start());
    } catch (IOException e) {
      throw new StartFailure("cannot start " + name + ": " + words.getFirst(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  public void waitReady(Duration limit, Probe probe) {
    var end = System.nanoTime() + limit.toNanos();
    @Nullable Exception last = null;
    while (true) {
      try {
        if (probe.answers()) {
          return;
        }
      } catch (Exception e) {
        last = e;
      }
      if (ends(POLL)) {
        throw new StartFailure(
            name + " ended with " + process.exitValue() + " while starting\n" + lastWords());
      }
      if (System.nanoTime() > end) {
        throw new StartFailure(
            name
                + " does not answer after "
                + limit.toSeconds()
                + " s: "
                + last
                + "\n"
                + lastWords());
      }
    }
  }

  /// Waits for a process that ends by itself.
  ///
  /// @throws StartFailure if it fails or outlives `limit`
  public void waitSuccess(Duration limit) {
    if (!ends(limit)) {
      process.destroyForcibly();
      throw new StartFailure(
          name + " still runs after " + limit.toSeconds() + " s\n" + lastWords());
    }
    if (process.exitValue() != 0) {
      throw new StartFailure(name + " ended with " + process.exitValue() + "\n" + lastWords());
    }
  }

  /// Asks with SIGTERM, then ends it.
  public void stop(Duration grace) {
    process.destroy();
    stopAfter(grace);
  }

  /// Waits for an end that was asked for by other means, then ends it.
  public void stopAfter(Duration grace) {
    if (!ends(grace)) {
      process.destroyForcibly();
      ends(Duration.ofSeconds(10));
    }
  }

  private boolean ends(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("interrupted while waiting for " + name, e);
    }
  }

  /// The end of its log.
  public String lastWords() {
    try (var lines = Files.lines(log)) {
      var all = lines.toList();
      return log + ":\n" + String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
    } catch (IOException | UncheckedIOException e) {
      return log + " cannot be read: " + e;
    }
  }
}
