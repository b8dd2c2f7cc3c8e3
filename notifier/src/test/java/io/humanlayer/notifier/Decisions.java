package io.humanlayer.notifier;

import io.humanlayer.eventing.EventBody;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decisions as the services before this one publish them.
public final class Decisions {

  public static final String EVENT = "io.humanlayer.decisions.Decided";
  public static final Instant DECIDED_AT = Instant.parse("2026-11-21T20:00:03.112Z");

  private Decisions() {}

  /// A transfer that a Sentinel approved.
  public static EventBody approved(String request, String callbackUrl) {
    return EventBody.of(EVENT, values(request, callbackUrl));
  }

  /// The fields of such a decision, for a test to change.
  public static Map<String, Object> values(String request, String callbackUrl) {
    var values = new HashMap<String, Object>();
    values.put("requestId", request);
    values.put("org", "acme");
    values.put("agent", Map.of("id", "accountant"));
    values.put("operation", "payments.transfer");
    values.put("actionDigest", "sha256:00");
    values.put("outcome", "APPROVED");
    values.put("basis", "SENTINEL");
    values.put(
        "policies",
        List.of(
            Map.of(
                "layer", "organisation", "name", "baseline", "number", 7, "digest", "sha256:07")));
    values.put("rules", List.of(Map.of("id", "transfer-large", "layer", "organisation")));
    values.put(
        "verdicts",
        List.of(
            Map.of(
                "sentinel", "s-7f3k",
                "panel", "payments",
                "qualification", "finance.payments",
                "assurance", "passkey",
                "verdict", "approve",
                "at", DECIDED_AT)));
    values.put("reasonCode", "known-supplier");
    values.put("reason", "Known supplier, invoice 4711 checked");
    values.put("decidedAt", DECIDED_AT);
    values.put("usableUntil", DECIDED_AT.plusSeconds(600));
    values.put("type", "authorized_decision");
    values.put("level", 2);
    values.put("tier", "standard");
    values.put("callbackUrl", callbackUrl);
    return values;
  }
}
