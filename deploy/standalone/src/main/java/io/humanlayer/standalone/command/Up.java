package io.humanlayer.standalone.command;

import io.humanlayer.standalone.home.Progress.Line;
import io.humanlayer.standalone.infrastructure.JavaProgram;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// `up`: leaves a supervisor running, and waits for it with a line per step.
public final class Up {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Options options;
  private final long begun = System.nanoTime();

  public Up(Options options) {
    this.options = options;
  }

  public int run() {
    var home = options.home();
    var running = home.notes().supervisor();
    if (running.isEmpty()) {
      var left = home.notes().endLeftovers();
      if (!left.isEmpty()) {
        System.out.println("ended what a former run had left: " + String.join(", ", left));
      }
      home.progress().begin();
      follow(supervisor());
    } else {
      System.out.println("running already, process " + running.get().pid());
      follow(running.get());
    }
    System.out.printf(Locale.ROOT, "ready after %.1f s%n%n", seconds());
    System.out.println(Summary.of(home));
    return 0;
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private ProcessHandle supervisor() {
    var home = options.home();
    var words = new ArrayList<String>();
    if (isOnPath("setsid")) {
      words.add("setsid");
    }
    // What ends this command, or closes its terminal, must not end the supervisor.
    words.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "supervisor"));
    var flags =
        List.of(
            JavaProgram.QUICK_START,
            "-Xmx256m",
            "-Dhumanlayer.root=" + options.project(),
            "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT %4$s %5$s%6$s%n");
    var program =
        new JavaProgram(
            flags,
            List.of("-cp", System.getProperty("java.class.path"), "io.humanlayer.standalone.Main"),
            home.of("none"));
    words.addAll(program.command("supervise", "--home", home.folder().toString()));
    options.port().ifPresent(p -> words.addAll(List.of("--port", Integer.toString(p))));
    options
        .instances()
        .forEach((service, count) -> words.addAll(List.of("--instances", service + "=" + count)));
    try {
      Files.createDirectories(home.folder());
      return new ProcessBuilder(words)
          .directory(options.project().toFile())
          .redirectErrorStream(true)
          .redirectInput(new File("/dev/null"))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(home.supervisorLog().toFile()))
          .start()
          .toHandle();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOnPath(String program) {
    var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return List.of(path).stream().anyMatch(d -> Files.isExecutable(Path.of(d, program)));
  }

  /// Prints what `supervisor` says until it is ready.
  private void follow(ProcessHandle supervisor) {
    var progress = options.home().progress();
    var printed = 0;
    while (seconds() < LIMIT.toSeconds()) {
      // Asked before the lines are read: what a process says last is not missed.
      var alive = supervisor.isAlive();
      var lines = progress.lines();
      for (var line : lines.subList(printed, lines.size())) {
        switch (line) {
          case Line.Step step ->
              System.out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), step.text());
          case Line.Ready _ -> {
            return;
          }
          case Line.Failed failed -> throw new StartFailure(failed.text());
        }
      }
      printed = lines.size();
      if (!alive) {
        throw new StartFailure("the supervisor has ended; see " + options.home().supervisorLog());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    throw new StartFailure("not ready after " + LIMIT.toMinutes() + " minutes");
  }
}
