package io.humanlayer.gateway.running;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The one door of the routing-service that the gateway uses: each approval can be used once.
public final class RoutingOnLoopback implements QuarkusTestResourceLifecycleManager {

  private static final Set<String> USED = ConcurrentHashMap.newKeySet();
  private static volatile boolean down;

  private HttpServer server;

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
    server.createContext("/v1/cases/", RoutingOnLoopback::answer);
    server.start();
    return Map.of("HL_ROUTING_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known =
          ("Bearer " + RealInfrastructure.SERVICE_TOKEN)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      boolean first = known && !down && USED.add(exchange.getRequestURI().getPath());
      String body =
          first
              ? "{\"consumed_at\":\"2026-11-21T20:01:00.001Z\"}"
              : "{\"type\":\"/problems/already-consumed\",\"detail\":\"Used before.\"}";
      byte[] bytes = (down ? "<html>down</html>" : body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(down ? 502 : first ? 200 : 409, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
