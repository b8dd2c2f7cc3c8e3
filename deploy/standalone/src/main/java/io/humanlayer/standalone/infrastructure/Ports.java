package io.humanlayer.standalone.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports of the loopback interface, below the range from which outgoing connections take
/// theirs, so that a port is still free when its process comes back.
public final class Ports {

  private static final int FROM = 20_000;
  private static final int TO = 32_000;
  private static final int ATTEMPTS = 1_000;

  /// No two callers in this JVM get the same port.
  private static final Set<Integer> GIVEN = new HashSet<>();

  private Ports() {}

  public static int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      var port = ThreadLocalRandom.current().nextInt(FROM, TO);
      synchronized (GIVEN) {
        if (isFree(port) && GIVEN.add(port)) {
          return port;
        }
      }
    }
    throw new StartFailure("no free port between " + FROM + " and " + TO);
  }

  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public static boolean isOpen(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
