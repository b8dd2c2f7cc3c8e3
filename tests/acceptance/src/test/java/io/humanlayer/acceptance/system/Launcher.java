package io.humanlayer.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command `humanlayer` for one home folder, run as a process each time.
public final class Launcher {

  private final Path home;

  Launcher(Path home) {
    this.home = home;
  }

  /// What a subcommand printed, and how it ended.
  public record Result(int exit, String printed) {

    /// @throws IllegalStateException if it failed
    Result orThrow() {
      if (exit != 0) {
        throw new IllegalStateException("humanlayer failed with " + exit + ":\n" + printed);
      }
      return this;
    }
  }

  /// Runs one subcommand to its end.
  ///
  /// @throws IllegalStateException if it outlives `limit`
  Result run(Duration limit, String... words) {
    Path output = home.resolveSibling(home.getFileName() + "-" + words[0] + ".txt");
    try {
      var builder =
          new ProcessBuilder(command(words))
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      var process = builder.start();
      boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String printed = Files.readString(output);
      Files.delete(output);
      if (!ended) {
        throw new IllegalStateException("humanlayer " + words[0] + " does not end:\n" + printed);
      }
      return new Result(process.exitValue(), printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<String> command(String... words) {
    var command = new ArrayList<String>();
    command.add(root().resolve("humanlayer").toString());
    command.addAll(List.of(words));
    command.add("--home");
    command.add(home.toString());
    return command;
  }

  private static Path root() {
    return Path.of(System.getProperty("humanlayer.root"));
  }
}
