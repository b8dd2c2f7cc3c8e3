package io.humanlayer.gateway.running;

import com.sun.net.httpserver.HttpExchange;
import io.humanlayer.testkit.infrastructure.Loopback;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The one door of the routing-service that the gateway uses: each approval can be used once.
public final class RoutingOnLoopback extends Loopback {

  private static final Set<String> USED = ConcurrentHashMap.newKeySet();
  private static volatile boolean down;

  static void down(boolean isDown) {
    down = isDown;
  }

  public RoutingOnLoopback() {
    super("HL_ROUTING_URL", "/v1/cases/", RoutingOnLoopback::answer);
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
