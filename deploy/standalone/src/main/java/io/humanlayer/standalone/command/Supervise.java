package io.humanlayer.standalone.command;

import io.humanlayer.standalone.home.Home;
import io.humanlayer.standalone.home.Progress.Line;
import io.humanlayer.standalone.infrastructure.StartFailure;
import io.humanlayer.standalone.system.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The process that `up` leaves running: the supervisor of one home, until it is asked to end.
public final class Supervise {

  private static final int EDGE_PORT = 8080;
  private static final String EDGE = "edge";

  private static final Logger LOG = Logger.getLogger(Supervise.class.getName());

  /// Kept, because a logger that nobody holds forgets its level.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private Supervise() {}

  /// Returns the exit code, when the start has failed; else never.
  public static int run(Options options) throws InterruptedException {
    KAFKA.setLevel(Level.SEVERE);
    var home = options.home();
    try (var lock = lock(home)) {
      if (lock == null) {
        throw new StartFailure(home.folder() + " has a supervisor already");
      }
      var supervisor =
          new Supervisor(home, options.project(), edgePort(options), options.instances());
      var ending = new Thread(supervisor::down, "down");
      Runtime.getRuntime().addShutdownHook(ending);
      supervisor.up();
      home.progress().add(new Line.Ready());
      LOG.info("ready");
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the start has failed", e);
      home.progress().add(new Line.Failed(String.valueOf(e.getMessage())));
      return 1;
    }
  }

  private static int edgePort(Options options) {
    var ports = options.home().ports();
    return options.port().isPresent()
        ? ports.claimExactly(EDGE, options.port().getAsInt())
        : ports.claimFrom(EDGE, EDGE_PORT);
  }

  /// Held until the process ends.
  private static @Nullable FileLock lock(Home home) throws IOException {
    Files.createDirectories(home.folder());
    return FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        .tryLock();
  }
}
