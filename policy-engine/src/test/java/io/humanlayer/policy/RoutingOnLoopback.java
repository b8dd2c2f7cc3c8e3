package io.humanlayer.policy;

import com.sun.net.httpserver.HttpExchange;
import io.humanlayer.testkit.infrastructure.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The one door of the routing-service that the engine uses: whose key it is.
public final class RoutingOnLoopback extends Loopback {

  private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
  private static volatile boolean down;

  static void key(String key, String organisation, String sentinel) {
    KEYS.put(
        "Bearer " + key,
        "{\"organisation\":\"%s\",\"sentinel\":\"%s\"}".formatted(organisation, sentinel));
  }

  static void down(boolean isDown) {
    down = isDown;
  }

  public RoutingOnLoopback() {
    super("HL_ROUTING_URL", "/v1/session", RoutingOnLoopback::answer);
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
