package io.humanlayer.policy.wire;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.RuledRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes `Ruled`, and `Decided` where no human is needed. Nothing in them comes from a clock.
public final class RulingAvro {

  private static final String RULED = "io.humanlayer.rulings.Ruled";
  private static final String DECIDED = "io.humanlayer.decisions.Decided";

  private RulingAvro() {}

  /// The CloudEvents type of `event`.
  public static String type(OutgoingEvent event) {
    return Contracts.type(event.body().event());
  }

  /// What is published of one ruling.
  public static List<OutgoingEvent> write(RuledRequest ruled) {
    var events = new ArrayList<OutgoingEvent>(2);
    events.add(ruled(ruled));
    switch (ruled.joined().ruling()) {
      case ALLOW -> events.add(decided(ruled, "APPROVED"));
      case DENY -> events.add(decided(ruled, "REJECTED"));
      case ARBITRIUM -> {}
    }
    return events;
  }

  private static OutgoingEvent ruled(RuledRequest ruled) {
    var request = ruled.request();
    var values = common(ruled);
    values.put("target", request.target());
    values.put("dossierDigest", request.dossierDigest());
    values.put("ruling", ruled.joined().ruling());
    values.put("errors", errors(ruled));
    values.put("requirement", RequirementAvro.write(ruled.joined()));
    values.put("submittedAt", request.submittedAt());
    values.put("expiresAt", request.expiresAt());
    values.put("ruledAt", request.submittedAt());
    return event("hl.rulings.v1", request, EventBody.of(RULED, values));
  }

  private static OutgoingEvent decided(RuledRequest ruled, String outcome) {
    var request = ruled.request();
    var values = common(ruled);
    values.put("outcome", outcome);
    values.put("basis", "POLICY");
    values.put("reason", reason(ruled));
    values.put("decidedAt", request.submittedAt());
    if (ruled.joined().ruling() == Ruling.ALLOW) {
      values.put("usableUntil", request.submittedAt().plus(ruled.joined().use()));
    }
    values.put("tier", "standard");
    return event("hl.decisions.v1", request, EventBody.of(DECIDED, values));
  }

  private static OutgoingEvent event(String topic, DecisionRequest request, EventBody body) {
    return new OutgoingEvent(topic, request.id().toString(), request.submittedAt(), body);
  }

  private static Map<String, @Nullable Object> common(RuledRequest ruled) {
    var request = ruled.request();
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", request.id());
    values.put("org", request.organisation());
    values.put("agent", agent(request.agent()));
    values.put("operation", request.operation());
    values.put("actionDigest", request.actionDigest());
    values.put("type", request.type());
    values.put("level", request.level());
    values.put("callbackUrl", request.callbackUrl());
    values.put("policies", ruled.policies().stream().map(RulingAvro::policy).toList());
    values.put("rules", rules(ruled));
    return values;
  }

  private static Map<String, @Nullable Object> agent(Requester agent) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("id", agent.id());
    values.put("name", agent.name());
    values.put("version", agent.version());
    values.put("owner", agent.owner());
    return values;
  }

  private static Map<String, Object> policy(RuledRequest.PolicyRuling policy) {
    return Map.of(
        "layer", policy.policy().layer().word(),
        "name", policy.policy().name(),
        "number", policy.policy().number(),
        "digest", policy.digest());
  }

  private static List<Map<String, Object>> rules(RuledRequest ruled) {
    var rules = new ArrayList<Map<String, Object>>();
    for (var policy : ruled.policies()) {
      for (var rule : policy.ruling().rules()) {
        rules.add(Map.of("id", rule, "layer", policy.policy().layer().word()));
      }
    }
    return rules;
  }

  private static List<String> errors(RuledRequest ruled) {
    var errors = new ArrayList<String>();
    if (ruled.joined().unruled()) {
      errors.add("no policy");
    }
    for (var policy : ruled.policies()) {
      for (var error : policy.ruling().errors()) {
        errors.add(
            policy.policy().layer().word()
                + "/"
                + policy.policy().name()
                + "/"
                + error.rule()
                + ": "
                + error.why());
      }
    }
    return errors;
  }

  /// What the agent may be told: which rules denied, or what does not fit; null for an approval.
  private static @Nullable String reason(RuledRequest ruled) {
    if (ruled.joined().ruling() != Ruling.DENY) {
      return null;
    }
    var errors = errors(ruled);
    var rules = new ArrayList<String>();
    ruled.policies().forEach(policy -> rules.addAll(policy.ruling().rules()));
    return rules.isEmpty()
        ? "Denied by policy: " + String.join("; ", errors)
        : "Denied by policy; matching rules: " + String.join(", ", rules);
  }
}
