package io.humanlayer.notifier.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.notifier.core.decision.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a callback: the decision in the shape that `GET /v1/requests/{id}` gives.
public final class DecisionJson {

  /// What Standard Webhooks advises not to exceed.
  public static final int MAX_BYTES = 20_000;

  /// Left out, in favour of a GET, when the body would be too long.
  private static final List<String> LONG = List.of("arguments", "edits", "answer", "reason");

  private static final ObjectMapper JSON = new ObjectMapper();

  private DecisionJson() {}

  public static String write(Decision decision) {
    ObjectNode json = whole(decision);
    if (json.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      json.remove(LONG);
      var omitted = json.putArray("omitted");
      LONG.forEach(omitted::add);
    }
    return json.toString();
  }

  static String receiptUrl(Decision decision) {
    return "/v1/receipts/" + decision.id();
  }

  private static ObjectNode whole(Decision decision) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", decision.id().toString());
    json.put("status", decision.outcome().status());
    json.put("agent", decision.agent());
    json.put("operation", decision.operation());
    json.put("type", decision.type());
    json.put("level", decision.level());
    json.put("action_digest", decision.actionDigest());
    json.put("outcome", decision.outcome().name());
    json.put("basis", decision.basis());
    put(json, "reason_code", decision.reasonCode());
    put(json, "reason", decision.reason());
    put(json, "answer", decision.answer());
    json.put("decided_at", Times.text(decision.decidedAt()));
    put(json, "usable_until", Times.optionalText(decision.usableUntil()));
    json.put("tier", decision.tier());
    policies(json, decision);
    sentinels(json, decision);
    edits(json, decision.edits());
    json.putObject("receipt").put("status", "pending").put("url", receiptUrl(decision));
    return json;
  }

  private static void policies(ObjectNode json, Decision decision) {
    var all = json.putArray("policies");
    for (Decision.PolicyVersion policy : decision.policies()) {
      all.addObject()
          .put("layer", policy.layer())
          .put("name", policy.name())
          .put("number", policy.number())
          .put("digest", policy.digest());
    }
    if (!all.isEmpty()) {
      ObjectNode policy = all.get(0).deepCopy();
      var rules = policy.putArray("rules");
      decision.rules().forEach(rules::add);
      json.set("policy", policy);
    }
  }

  private static void sentinels(ObjectNode json, Decision decision) {
    var all = json.putArray("sentinels");
    for (Decision.SentinelVerdict verdict : decision.verdicts()) {
      ObjectNode one =
          all.addObject()
              .put("id", verdict.sentinel())
              .put("qualification", verdict.qualification())
              .put("assurance", verdict.assurance())
              .put("verdict", verdict.verdict())
              .put("at", Times.text(verdict.at()));
      if (verdict.onBehalfOf() != null) {
        one.put("on_behalf_of", verdict.onBehalfOf());
      }
    }
  }

  private static void edits(ObjectNode json, Decision.@Nullable Edits edits) {
    if (edits != null) {
      json.putObject("edits")
          .put("arguments", edits.arguments())
          .put("action_digest", edits.actionDigest());
      try {
        json.set("arguments", JSON.readTree(edits.arguments()));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("edited arguments are not JSON", e);
      }
    }
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
