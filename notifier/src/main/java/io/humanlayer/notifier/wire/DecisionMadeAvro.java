package io.humanlayer.notifier.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.notifier.core.decision.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The event `DecisionMade`, which the organisation reads on a topic of its own.
public final class DecisionMadeAvro {

  private DecisionMadeAvro() {}

  /// @param at when it is told, which is not when it was decided
  public static OutgoingEvent write(Decision decision, Instant at) {
    return new OutgoingEvent(
        "ext." + decision.org() + ".decisions.v1",
        decision.id().toString(),
        at,
        EventBody.of("io.humanlayer.ext.DecisionMade", values(decision)));
  }

  private static Map<String, @Nullable Object> values(Decision decision) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("id", decision.id());
    values.put("agent", decision.agent());
    values.put("operation", decision.operation());
    values.put("action_digest", decision.actionDigest());
    values.put("outcome", decision.outcome());
    values.put("basis", decision.basis());
    values.put("policies", decision.policies().stream().map(DecisionMadeAvro::policy).toList());
    values.put("rules", decision.rules());
    values.put("sentinels", decision.verdicts().stream().map(DecisionMadeAvro::sentinel).toList());
    values.put("answer", decision.answer());
    values.put("reason_code", decision.reasonCode());
    values.put("reason", decision.reason());
    values.put("decided_at", Times.text(decision.decidedAt()));
    values.put("usable_until", Times.optionalText(decision.usableUntil()));
    values.put("type", decision.type());
    values.put("level", decision.level());
    values.put("tier", decision.tier());
    Decision.Edits edits = decision.edits();
    values.put("arguments", edits == null ? null : edits.arguments());
    values.put("receipt_url", DecisionJson.receiptUrl(decision));
    return values;
  }

  private static Map<String, Object> policy(Decision.PolicyVersion policy) {
    return Map.of("layer", policy.layer(), "name", policy.name(), "number", policy.number());
  }

  private static Map<String, @Nullable Object> sentinel(Decision.SentinelVerdict verdict) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("id", verdict.sentinel());
    values.put("qualification", verdict.qualification());
    values.put("assurance", verdict.assurance());
    values.put("verdict", verdict.verdict());
    values.put("at", Times.text(verdict.at()));
    values.put("on_behalf_of", verdict.onBehalfOf());
    return values;
  }
}
