package io.humanlayer.gateway.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.core.denial.Denial;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.PolicyBinding;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as the event `RequestSubmitted`.
public final class IntakeAvro {

  public static final String TOPIC = "hl.intake.v1";
  public static final String EVENT = "io.humanlayer.intake.RequestSubmitted";

  private IntakeAvro() {}

  /// The key that keeps the requests of one agent in order.
  public static String key(OrganisationId org, AgentId agent) {
    return org + "|" + agent;
  }

  /// The event that says that `request` was taken in.
  ///
  /// @param dossierDigest the salted digest of its dossier
  /// @param denied the rejection of the same action that stands
  public static OutgoingEvent write(
      DecisionRequest request, String dossierDigest, @Nullable Denial denied) {
    Submission s = request.submission();
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", request.id());
    values.put("org", s.org());
    values.put("agent", agent(s.agent()));
    values.put("action", action(s.action()));
    values.put("type", s.type().label());
    values.put("level", s.level());
    values.put("domain", s.domain());
    values.put("jurisdiction", s.jurisdiction());
    values.put("languages", s.languages());
    var claims = new HashMap<String, @Nullable Object>();
    claims.put("confidence", s.claims().confidence());
    claims.put("risk", s.claims().risk());
    values.put("claims", claims);
    values.put("policies", policies(request.policies()));
    values.put("shadow", policies(request.shadow()));
    values.put("priority", s.priority());
    var response = new HashMap<String, @Nullable Object>();
    response.put("kinds", s.response().answer() ? List.of("answer") : List.of());
    response.put("options", s.response().options());
    response.put("form", s.response().form());
    values.put("response", response);
    values.put("callbackUrl", s.callbackUrl());
    values.put("submittedAt", request.submittedAt());
    values.put("expiresAt", request.expiresAt());
    values.put("dossierDigest", dossierDigest);
    values.put("door", s.door());
    values.put("denied", denied(denied));
    values.put("suspensions", request.suspensions());
    return new OutgoingEvent(
        TOPIC, key(s.org(), s.agent().id()), request.submittedAt(), EventBody.of(EVENT, values));
  }

  private static @Nullable Map<String, @Nullable Object> denied(@Nullable Denial denied) {
    if (denied == null) {
      return null;
    }
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", denied.request());
    values.put("decidedAt", denied.decidedAt());
    values.put("reasonCode", denied.reasonCode());
    return values;
  }

  private static Map<String, @Nullable Object> agent(Agent agent) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("id", agent.id());
    values.put("name", agent.name());
    values.put("version", agent.version());
    values.put("owner", agent.owner());
    return values;
  }

  private static Map<String, @Nullable Object> action(Submission.Action action) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("operation", action.operation());
    values.put("target", action.target());
    values.put("arguments", action.arguments());
    values.put("digest", action.digest());
    return values;
  }

  private static List<Map<String, Object>> policies(List<PolicyBinding> bindings) {
    return bindings.stream()
        .map(
            p -> Map.<String, Object>of("layer", p.layer(), "name", p.name(), "number", p.number()))
        .toList();
  }
}
