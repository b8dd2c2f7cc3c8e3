package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.ActionDigest;
import io.humanlayer.routing.core.cases.Agent;
import io.humanlayer.routing.core.cases.DecisionRequest;
import io.humanlayer.routing.core.cases.Reason;
import io.humanlayer.routing.core.cases.Ruling;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parts that several events share.
final class CommonAvro {

  private CommonAvro() {}

  static DecisionRequest request(EventBody body) {
    return new DecisionRequest(
        new RequestId(body.uuid("requestId")),
        new OrganisationId(body.text("org")),
        agent(body.record("agent")),
        body.text("operation"),
        new ActionDigest(body.text("actionDigest")),
        body.text("type"),
        body.integer("level"),
        body.optionalText("callbackUrl"));
  }

  static Map<String, @Nullable Object> request(DecisionRequest request) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", request.id());
    values.put("org", request.organisation());
    var agent = new HashMap<String, @Nullable Object>();
    agent.put("id", request.agent().id());
    agent.put("name", request.agent().name());
    agent.put("version", request.agent().version());
    agent.put("owner", request.agent().owner());
    values.put("agent", agent);
    values.put("operation", request.operation());
    values.put("actionDigest", request.actionDigest());
    values.put("type", request.type());
    values.put("level", request.level());
    values.put("callbackUrl", request.callbackUrl());
    return values;
  }

  static Ruling ruling(EventBody body) {
    return new Ruling(
        body.records("policies").stream()
            .map(
                policy ->
                    new Ruling.PolicyVersion(
                        policy.text("layer"),
                        policy.text("name"),
                        policy.integer("number"),
                        policy.text("digest")))
            .toList(),
        body.records("rules").stream()
            .map(rule -> new Ruling.MatchedRule(rule.text("id"), rule.text("layer")))
            .toList());
  }

  static Map<String, @Nullable Object> ruling(Ruling ruling) {
    return Map.of(
        "policies",
        ruling.policies().stream()
            .map(
                policy ->
                    Map.<String, Object>of(
                        "layer",
                        policy.layer(),
                        "name",
                        policy.name(),
                        "number",
                        policy.number(),
                        "digest",
                        policy.digest()))
            .toList(),
        "rules",
        ruling.rules().stream()
            .map(rule -> Map.<String, Object>of("id", rule.id(), "layer", rule.layer()))
            .toList());
  }

  /// A constant that the contracts write in lower case: `standard`, `internal`, `session`.
  static <T extends Enum<T>> T word(Class<T> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Malformed("not one of " + List.of(type.getEnumConstants()) + ": " + text, e);
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Duration duration(EventBody body, String field) {
    try {
      return Duration.parse(body.text(field));
    } catch (DateTimeParseException e) {
      throw new Malformed("field " + field + " is not an ISO 8601 duration", e);
    }
  }

  static SentinelId sentinel(EventBody body) {
    return new SentinelId(body.text("sentinel"));
  }

  /// A reason without its words.
  static Reason reason(EventBody body) {
    return new Reason(body.optionalText("reasonCode"), null, body.optionalText("reasonDigest"));
  }

  static void put(Map<String, @Nullable Object> values, Reason reason) {
    values.put("reasonCode", reason.code());
    values.put("reasonDigest", reason.digest());
  }

  private static Agent agent(EventBody agent) {
    return new Agent(
        new AgentId(agent.text("id")),
        agent.optionalText("name"),
        agent.optionalText("version"),
        agent.optionalText("owner"));
  }
}
