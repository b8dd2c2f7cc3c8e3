package io.humanlayer.standalone.edge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Paths below `prefix` belong to `service`.
record Route(String prefix, String service) {

  static final List<Route> ALL =
      Stream.of(
              to("request-gateway", "/v1/requests", "/v1/organisations", "/v1/agents"),
              to("request-gateway", "/ai-request", "/mcp"),
              to("policy-engine", "/v1/policies", "/v1/evaluate", "/v1/grants"),
              to(
                  "routing-service",
                  "/v1/cases",
                  "/v1/sentinels",
                  "/v1/schedules",
                  "/v1/panels",
                  "/v1/suspensions",
                  "/v1/session",
                  "/console"),
              to("decision-ledger", "/v1/logs", "/v1/receipts", "/v1/trusted_root.json"),
              to("decision-ledger", "/v1/usage", "/v1/audit", "/v1/witness", "/v1/evidence"),
              to("notifier", "/v1/channels", "/v1/subscriptions", "/v1/deliveries"))
          .flatMap(List::stream)
          .toList();

  /// What a service might read as another path than the one that was checked here.
  private static final List<String> AMBIGUOUS =
      List.of("//", "/.", "\\", ";", "%2e", "%2f", "%5c", "%00");

  private static List<Route> to(String service, String... prefixes) {
    return Arrays.stream(prefixes).map(p -> new Route(p, service)).toList();
  }

  /// @param path as it came, not decoded
  static Optional<Route> of(String path) {
    var lower = path.toLowerCase(Locale.ROOT);
    if (AMBIGUOUS.stream().anyMatch(lower::contains)) {
      return Optional.empty();
    }
    return ALL.stream().filter(r -> r.covers(path)).findAny();
  }

  private boolean covers(String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
