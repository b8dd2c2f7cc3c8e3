package io.humanlayer.routing;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A ruling as the policy engine would publish it.
public record Ruled(
    UUID id,
    String org,
    String ruling,
    List<String> panels,
    int approvals,
    String deadline,
    Map<String, Object> terms) {

  static final String EVENT = "io.humanlayer.rulings.Ruled";
  public static final String DIGEST = "sha256:" + "ab".repeat(32);

  /// One approval of the panel, within a quarter of an hour.
  public static Ruled arbitrium(UUID id, String... panels) {
    return new Ruled(id, "acme", "ARBITRIUM", List.of(panels), 1, "PT15M", Map.of());
  }

  public Ruled needing(int more) {
    return new Ruled(id, org, ruling, panels, more, deadline, terms);
  }

  public Ruled within(String duration) {
    return new Ruled(id, org, ruling, panels, approvals, duration, terms);
  }

  public Ruled says(String other) {
    return new Ruled(id, org, other, panels, approvals, deadline, terms);
  }

  /// What else each panel asks.
  public Ruled where(Map<String, Object> more) {
    return new Ruled(id, org, ruling, panels, approvals, deadline, more);
  }

  EventBody body() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", id);
    values.put("org", org);
    values.put(
        "agent", Map.of("id", "paybot", "name", "Paybot", "version", "1.2", "owner", "otto"));
    values.put("operation", "payment.transfer");
    values.put("target", null);
    values.put("actionDigest", DIGEST);
    values.put("dossierDigest", dossierDigest());
    values.put("type", "authorized_decision");
    values.put("level", 2);
    values.put("callbackUrl", "https://agent.example/told");
    values.put("ruling", ruling);
    values.put(
        "policies",
        List.of(
            Map.of(
                "layer", "organisation", "name", "baseline", "number", 7, "digest", "sha256:7")));
    values.put("rules", List.of(Map.of("id", "transfer-large", "layer", "organisation")));
    values.put("requirement", ruling.equals("ARBITRIUM") ? requirement() : null);
    values.put("submittedAt", now);
    values.put("expiresAt", now.plus(2, ChronoUnit.DAYS));
    values.put("ruledAt", now);
    return EventBody.of(EVENT, values);
  }

  Envelope envelope(UUID eventId) {
    return new Envelope(
        eventId,
        "/services/policy-engine",
        Contracts.type(EVENT),
        id.toString(),
        Instant.now(),
        org,
        null,
        null);
  }

  String dossierDigest() {
    return "sha256:dossier-" + id;
  }

  private Map<String, Object> requirement() {
    var values = new HashMap<String, Object>();
    values.put("panels", panels.stream().map(this::panel).toList());
    values.put("distinct", false);
    values.put("exclude", List.of("agent-owner", "payee"));
    values.put("tier", "expert");
    values.put("deadline", deadline);
    values.put("onTimeout", "DENY");
    values.put("useWithin", "PT10M");
    values.put("reasonRequired", true);
    values.put("editable", List.of("amount", "memo"));
    return values;
  }

  private Map<String, Object> panel(String name) {
    var values = new HashMap<String, Object>();
    values.put("name", name);
    values.put("qualification", "finance." + name);
    values.put("level", 1);
    values.put("sources", List.of("internal", "external"));
    values.put("approvals", approvals);
    values.put("rejections", 1);
    values.putAll(terms);
    return values;
  }

  /// What the gateway keeps of the request.
  String dossier() {
    return """
        {"operation":"payment.transfer","agent":"paybot","summary":"Pay the supplier",
         "arguments":{"amount":"1500.00","currency":"EUR","iban":"IT60X0542811101000000123456"},
         "digest":"%s"}
        """
        .formatted(dossierDigest());
  }
}
