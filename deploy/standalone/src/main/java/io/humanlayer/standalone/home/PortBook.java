package io.humanlayer.standalone.home;

import io.humanlayer.standalone.infrastructure.Ports;
import io.humanlayer.standalone.infrastructure.StartFailure;
import java.nio.file.Path;
import java.util.Map;

/// The ports of one instance: chosen free at first, kept as long as nobody else takes them.
public final class PortBook {

  private static final int MAX_PORT = 65_535;

  private final PropertiesFile file;

  PortBook(Path file) {
    this.file = new PropertiesFile(file);
  }

  /// A port for the server `name` to listen on.
  public synchronized int claim(String name) {
    var known = file.read().get(name);
    if (known != null && Ports.isFree(Integer.parseInt(known))) {
      return Integer.parseInt(known);
    }
    return keep(name, Ports.free());
  }

  /// The port `wanted`, or the next free one.
  public synchronized int claimFrom(String name, int wanted) {
    var known = file.read().get(name);
    if (known != null && Ports.isFree(Integer.parseInt(known))) {
      return Integer.parseInt(known);
    }
    for (int port = wanted; port <= MAX_PORT; port++) {
      if (Ports.isFree(port)) {
        return keep(name, port);
      }
    }
    throw new StartFailure("no free port from " + wanted + " upward");
  }

  /// Exactly the port `pinned`.
  public synchronized int claimExactly(String name, int pinned) {
    if (!Ports.isFree(pinned)) {
      throw new StartFailure("port " + pinned + " is in use");
    }
    return keep(name, pinned);
  }

  /// What was claimed so far.
  public synchronized Map<String, String> all() {
    return file.read();
  }

  private int keep(String name, int port) {
    var all = file.read();
    all.put(name, Integer.toString(port));
    file.write(all);
    return port;
  }
}
