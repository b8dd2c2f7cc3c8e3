package io.humanlayer.testkit.infrastructure;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Another service, as far as the one under test calls it: a server on a free port of the loopback.
public abstract class Loopback implements QuarkusTestResourceLifecycleManager {

  private final String property;
  private final String path;
  private final HttpHandler answers;
  private @Nullable HttpServer server;

  /// @param property by which the service under test is told where it listens
  /// @param path what it answers below
  protected Loopback(String property, String path, HttpHandler answers) {
    this.property = property;
    this.path = path;
    this.answers = answers;
  }

  @Override
  public Map<String, String> start() {
    HttpServer started;
    try {
      started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    started.createContext(path, answers);
    started.start();
    server = started;
    return Map.of(property, "http://127.0.0.1:" + started.getAddress().getPort());
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
