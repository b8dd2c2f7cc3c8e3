package io.humanlayer.standalone.command;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `down`: asks the supervisor to end, and ends what is then left.
public final class Down {

  private static final Duration GRACE = Duration.ofSeconds(90);

  private Down() {}

  public static int run(Options options) throws InterruptedException {
    var notes = options.home().notes();
    var supervisor = notes.supervisor();
    if (supervisor.isPresent()) {
      supervisor.get().destroy();
      try {
        supervisor.get().onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        supervisor.get().destroyForcibly();
      }
    }
    var left = notes.endLeftovers();
    if (!left.isEmpty()) {
      System.out.println("ended what was left: " + String.join(", ", left));
    }
    System.out.println(
        supervisor.isPresent() || !left.isEmpty() ? "stopped; the data stays" : "not running");
    return 0;
  }
}
