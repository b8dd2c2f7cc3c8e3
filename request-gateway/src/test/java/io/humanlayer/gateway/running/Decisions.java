package io.humanlayer.gateway.running;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the other services say of a request.
final class Decisions {

  static final Instant AT = Instant.parse("2026-11-21T20:00:03.112Z");

  private Decisions() {}

  static Map<String, @Nullable Object> decided(String id, String outcome) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", id);
    values.put("org", Running.ORG);
    values.put("agent", Map.of("id", "buyer"));
    values.put("operation", "payment.transfer");
    values.put("actionDigest", "sha256:00");
    values.put("outcome", outcome);
    values.put("basis", "SENTINEL");
    values.put(
        "policies",
        List.of(
            Map.of(
                "layer", "organisation", "name", "baseline", "number", 7, "digest", "sha256:11")));
    values.put("rules", List.of(Map.of("id", "transfer-large", "layer", "organisation")));
    values.put(
        "verdicts",
        List.of(
            Map.of(
                "sentinel", "s-7f3k",
                "panel", "payments",
                "qualification", "finance.payments",
                "assurance", "session",
                "verdict", "APPROVE",
                "at", AT)));
    values.put("reason", "Known supplier");
    values.put("decidedAt", AT);
    values.put("usableUntil", AT.plusSeconds(600));
    values.put("type", "authorized_decision");
    values.put("level", 1);
    values.put("tier", "expert");
    return values;
  }

  static Map<String, @Nullable Object> offer(String id) {
    return Map.of(
        "requestId", id, "org", Running.ORG, "panel", "payments", "sentinel", "ada", "at", AT);
  }

  static Map<String, @Nullable Object> recorded(String id) {
    return Map.of(
        "org",
        Running.ORG,
        "origin",
        "ledger.test/acme",
        "firstIndex",
        0L,
        "eventIds",
        List.of("e"),
        "decisions",
        List.of(id),
        "at",
        AT);
  }
}
