package io.humanlayer.routing;

import com.sun.net.httpserver.HttpExchange;
import io.humanlayer.testkit.infrastructure.Loopback;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The doors of the gateway that this service uses, with the dossiers and edits that a test puts
/// there.
public final class GatewayOnLoopback extends Loopback {

  private static final Map<String, String> DOSSIERS = new ConcurrentHashMap<>();
  private static volatile boolean down;

  static void keep(String request, String dossier) {
    DOSSIERS.put(request, dossier);
  }

  private static final Map<String, String> EDITS = new ConcurrentHashMap<>();

  /// What the gateway makes of any edit of the request.
  static void edits(String request, String answer) {
    EDITS.put(request, answer);
  }

  static void down(boolean isDown) {
    down = isDown;
  }

  public GatewayOnLoopback() {
    super("HL_GATEWAY_URL", "/v1/dossiers/", GatewayOnLoopback::answer);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String request = path.split("/")[3];
      String dossier = path.endsWith("/edits") ? EDITS.get(request) : DOSSIERS.get(request);
      exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      boolean known =
          ("Bearer " + RealInfrastructure.SERVICE_TOKEN).equals(headers.getFirst("Authorization"))
              && headers.getFirst("x-humanlayer-organisation") != null;
      int status = down ? 503 : !known ? 401 : dossier == null ? 404 : 200;
      byte[] body = (status == 200 ? dossier : "{}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
