package io.humanlayer.policy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The one door of the routing-service that the engine uses: whose key it is.
public final class RoutingOnLoopback implements QuarkusTestResourceLifecycleManager {

  private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
  private static volatile boolean down;

  private HttpServer server;

  static void key(String key, String organisation, String sentinel) {
    KEYS.put(
        "Bearer " + key,
        "{\"organisation\":\"%s\",\"sentinel\":\"%s\"}".formatted(organisation, sentinel));
  }

  static void down(boolean isDown) {
    down = isDown;
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/session", RoutingOnLoopback::answer);
    server.start();
    return Map.of("HL_ROUTING_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String person = KEYS.get(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] bytes = (person == null ? "{}" : person).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(down ? 502 : person == null ? 401 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
