package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.request.DecisionRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what happens to grants.
public final class GrantAvro {

  private static final String TOPIC = "hl.grants.v1";
  private static final String MADE = "io.humanlayer.grants.GrantMade";
  private static final String USED = "io.humanlayer.grants.GrantUsed";
  private static final String REVOKED = "io.humanlayer.grants.GrantRevoked";

  private GrantAvro() {}

  public static OutgoingEvent made(Grant grant) {
    var values = common(grant);
    values.put("agent", grant.agent());
    values.put("agentVersion", grant.agentVersion());
    values.put("operation", grant.operation());
    values.put("approvedDigest", grant.actionDigest());
    values.put(
        "policies",
        grant.policies().stream()
            .map(
                asked ->
                    Map.<String, Object>of(
                        "layer", asked.policy().layer().word(),
                        "name", asked.policy().name(),
                        "number", asked.policy().number(),
                        "digest", asked.digest()))
            .toList());
    values.put(
        "rules",
        grant.rules().stream()
            .map(rule -> Map.<String, Object>of("id", rule.id(), "layer", rule.layer()))
            .toList());
    values.put("similar", grant.similar().stream().sorted().toList());
    values.put("sentinels", grant.sentinels());
    values.put("uses", grant.uses());
    values.put("until", grant.until());
    values.put("at", grant.madeAt());
    return event(grant, grant.madeAt(), MADE, values);
  }

  /// That `request` was answered by `grant`, which has so many uses left.
  public static OutgoingEvent used(Grant grant, DecisionRequest request, int usesLeft) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("grantId", grant.id());
    values.put("requestId", request.id());
    values.put("org", grant.organisation());
    values.put("grantedBy", grant.request());
    values.put("usesLeft", usesLeft);
    values.put("at", request.submittedAt());
    return event(grant, request.submittedAt(), USED, values);
  }

  public static OutgoingEvent revoked(Grant grant, Grant.Revocation revocation) {
    var values = common(grant);
    values.put("reasonCode", revocation.reasonCode());
    values.put("by", revocation.by());
    values.put("at", revocation.at());
    return event(grant, revocation.at(), REVOKED, values);
  }

  private static Map<String, @Nullable Object> common(Grant grant) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("grantId", grant.id());
    values.put("requestId", grant.request());
    values.put("org", grant.organisation());
    return values;
  }

  private static OutgoingEvent event(
      Grant grant, Instant at, String event, Map<String, @Nullable Object> values) {
    return new OutgoingEvent(TOPIC, grant.id().toString(), at, EventBody.of(event, values));
  }
}
