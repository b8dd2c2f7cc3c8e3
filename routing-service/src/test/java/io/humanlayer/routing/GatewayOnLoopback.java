package io.humanlayer.routing;

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
import java.util.concurrent.ConcurrentHashMap;

/// The doors of the gateway that this service uses, with the dossiers and edits that a test puts
/// there.
public final class GatewayOnLoopback implements QuarkusTestResourceLifecycleManager {

  private static final Map<String, String> DOSSIERS = new ConcurrentHashMap<>();
  private static volatile boolean down;

  private HttpServer server;

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

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/dossiers/", GatewayOnLoopback::answer);
    server.start();
    return Map.of("HL_GATEWAY_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
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
