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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The one door of the policy-engine that this service uses: what it says of an edit.
public final class PolicyOnLoopback implements QuarkusTestResourceLifecycleManager {

  private static final Map<String, byte[]> RULINGS = new ConcurrentHashMap<>();
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();

  private HttpServer server;

  /// What it says of any edit of the request, in the form of `hl.rulings.v1`.
  static void says(String request, byte[] ruled) {
    RULINGS.put(request, ruled);
  }

  /// What it was asked, of all requests.
  static Queue<String> asked() {
    return ASKED;
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/evaluate/edited", PolicyOnLoopback::answer);
    server.start();
    return Map.of("HL_POLICY_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      ASKED.add(body);
      byte[] ruled =
          RULINGS.entrySet().stream()
              .filter(one -> body.contains(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      boolean known =
          ("Bearer " + RealInfrastructure.SERVICE_TOKEN)
              .equals(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] answer = ruled == null ? new byte[] {'{', '}'} : ruled;
      exchange.sendResponseHeaders(!known ? 401 : ruled == null ? 404 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
