package io.humanlayer.policy.wire;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.LayerRuling;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Grounds;
import io.humanlayer.policy.core.request.Grounds.Barred;
import io.humanlayer.policy.core.request.ResponseForm;
import io.humanlayer.policy.core.request.RuledRequest;
import io.humanlayer.policy.core.requirement.Tier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes `Ruled`, and `Decided` where no human is needed. Nothing in them comes from a clock.
public final class RulingAvro {

  private static final String RULED = "io.humanlayer.rulings.Ruled";
  private static final String ALERT = "io.humanlayer.rulings.PolicyAlert";
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
    switch (ruled.ruling()) {
      case ALLOW -> events.add(decided(ruled, "APPROVED"));
      case DENY -> events.add(decided(ruled, "REJECTED"));
      case ARBITRIUM -> {}
    }
    ruled.policies().stream()
        .filter(policy -> policy.ruling().errors().stream().anyMatch(RulingAvro::isOfAuthor))
        .forEach(policy -> events.add(alert(ruled, policy)));
    return events;
  }

  /// What tells the events on one request apart: the type, and for an alert the policy too.
  public static String name(OutgoingEvent event) {
    var type = type(event);
    if (!event.body().event().equals(ALERT)) {
      return type;
    }
    var policy = event.body().record("policy");
    return type + "/" + policy.text("layer") + "/" + policy.text("name");
  }

  /// Arguments that do not fit are the Agent's mistake, not the policy's.
  private static boolean isOfAuthor(LayerRuling.RuleError error) {
    return !error.rule().equals("arguments");
  }

  /// What the owner of a policy should know: expressions of theirs that failed.
  private static OutgoingEvent alert(RuledRequest ruled, RuledRequest.PolicyRuling policy) {
    var request = ruled.request();
    var errors =
        policy.ruling().errors().stream()
            .filter(RulingAvro::isOfAuthor)
            .map(error -> Map.of("rule", error.rule(), "why", error.why()))
            .toList();
    return event(
        "hl.rulings.v1",
        request,
        EventBody.of(
            ALERT,
            Map.of(
                "requestId", request.id(),
                "org", request.organisation(),
                "agent", request.agent().id(),
                "operation", request.operation(),
                "policy", policy(policy),
                "errors", errors,
                "ruling", ruled.ruling().name(),
                "at", request.submittedAt())));
  }

  /// The ruling alone, for whoever asks what policy says.
  public static EventBody answer(RuledRequest ruled) {
    return ruled(ruled).body();
  }

  private static OutgoingEvent ruled(RuledRequest ruled) {
    var request = ruled.request();
    var values = common(ruled);
    values.put("target", request.target());
    values.put("dossierDigest", request.dossierDigest());
    values.put("ruling", ruled.ruling());
    values.put("errors", errors(ruled));
    values.put("limits", limits(ruled));
    values.put(
        "requirement", ruled.requirement() == null ? null : RequirementAvro.write(ruled.joined()));
    values.put("grant", grant(ruled.grounds()));
    values.put("shadow", ruled.shadow().stream().map(RulingAvro::shadow).toList());
    values.put("response", response(request.response()));
    values.put("submittedAt", request.submittedAt());
    values.put("expiresAt", request.expiresAt());
    values.put("ruledAt", request.submittedAt());
    return event("hl.rulings.v1", request, EventBody.of(RULED, values));
  }

  private static @Nullable Map<String, @Nullable Object> response(ResponseForm response) {
    if (!response.asks()) {
      return null;
    }
    var values = new HashMap<String, @Nullable Object>();
    values.put("answer", response.answer());
    values.put("options", response.options());
    values.put("form", response.form());
    return values;
  }

  private static OutgoingEvent decided(RuledRequest ruled, String outcome) {
    var request = ruled.request();
    var values = common(ruled);
    values.put("outcome", outcome);
    values.put("basis", ruled.grounds() instanceof Grounds.Granted ? "GRANT" : "POLICY");
    values.put("reasonCode", ruled.grounds() instanceof Barred(_, String code, _) ? code : null);
    values.put("reason", reason(ruled));
    values.put("underGrant", grant(ruled.grounds()));
    values.put("decidedAt", request.submittedAt());
    var asked = ruled.joined().requirement();
    if (ruled.ruling() == Ruling.ALLOW) {
      var use = asked == null ? ruled.joined().use() : asked.use();
      values.put("usableUntil", request.submittedAt().plus(use));
    }
    values.put("tier", RequirementAvro.word(asked == null ? Tier.STANDARD : asked.tier()));
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

  private static Map<String, Object> shadow(RuledRequest.ShadowRuling shadow) {
    var policy = shadow.policy();
    return Map.of(
        "policy",
        policy.layer().word() + "/" + policy.name() + "/" + policy.number(),
        "ruling",
        shadow.ruling().name());
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
    if (ruled.grounds() instanceof Barred(String rule, _, _)) {
      rules.add(Map.of("id", rule, "layer", Layer.PLATFORM.word()));
    }
    for (var policy : ruled.policies()) {
      for (var rule : policy.ruling().rules()) {
        rules.add(Map.of("id", rule, "layer", policy.policy().layer().word()));
      }
    }
    return rules;
  }

  private static @Nullable Map<String, Object> grant(Grounds grounds) {
    return grounds instanceof Grounds.Granted(var grant, var request)
        ? Map.of("id", grant, "request", request)
        : null;
  }

  private static List<Map<String, Object>> limits(RuledRequest ruled) {
    var limits = new ArrayList<Map<String, Object>>(ruled.limits().size());
    ruled
        .limits()
        .forEach((name, value) -> limits.add(Map.of("name", name, "value", value.toPlainString())));
    return limits;
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
    if (ruled.ruling() != Ruling.DENY) {
      return null;
    }
    if (ruled.grounds() instanceof Barred(_, _, String reason)) {
      return reason;
    }
    var errors = errors(ruled);
    var rules = new ArrayList<String>();
    ruled.policies().forEach(policy -> rules.addAll(policy.ruling().rules()));
    return rules.isEmpty()
        ? "Denied by policy: " + String.join("; ", errors)
        : "Denied by policy; matching rules: " + String.join(", ", rules);
  }
}
