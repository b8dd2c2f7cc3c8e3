package io.humanlayer.routing;

import com.sun.net.httpserver.HttpExchange;
import io.humanlayer.testkit.infrastructure.Loopback;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The one door of the policy-engine that this service uses: what it says of an edit.
public final class PolicyOnLoopback extends Loopback {

  private static final Map<String, byte[]> RULINGS = new ConcurrentHashMap<>();
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();

  /// What it says of any edit of the request, in the form of `hl.rulings.v1`.
  static void says(String request, byte[] ruled) {
    RULINGS.put(request, ruled);
  }

  /// What it was asked, of all requests.
  static Queue<String> asked() {
    return ASKED;
  }

  public PolicyOnLoopback() {
    super("HL_POLICY_URL", "/v1/evaluate/edited", PolicyOnLoopback::answer);
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
