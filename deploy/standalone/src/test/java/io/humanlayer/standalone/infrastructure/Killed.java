package io.humanlayer.standalone.infrastructure;

import java.util.concurrent.TimeUnit;

/// Ends a server as a power cut would.
final class Killed {

  private Killed() {}

  static void now(Server server) throws Exception {
    var process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }
}
