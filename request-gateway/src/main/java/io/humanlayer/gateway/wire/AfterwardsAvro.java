package io.humanlayer.gateway.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an agent says after it has asked, as events.
public final class AfterwardsAvro {

  private AfterwardsAvro() {}

  public static OutgoingEvent withdrawn(
      Agent agent, RequestId id, @Nullable RequestId successor, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("requestId", id);
    values.put("org", agent.org());
    values.put("by", agent.id());
    values.put("cancelledAt", at);
    values.put("supersededBy", successor);
    return event(agent, at, EventBody.of("io.humanlayer.intake.RequestCancelled", values));
  }

  public static OutgoingEvent informed(
      Agent agent, RequestId id, int number, String digest, Instant at) {
    return event(
        agent,
        at,
        EventBody.of(
            "io.humanlayer.intake.InfoProvided",
            Map.of(
                "requestId", id,
                "org", agent.org(),
                "agent", agent.id(),
                "number", number,
                "digest", digest,
                "at", at)));
  }

  /// That an approval by policy was used.
  public static OutgoingEvent consumed(Agent agent, RequestId id, String actionDigest, Instant at) {
    return new OutgoingEvent(
        "hl.decisions.v1",
        id.toString(),
        at,
        EventBody.of(
            "io.humanlayer.decisions.Consumed",
            Map.of(
                "requestId", id,
                "org", agent.org(),
                "actionDigest", actionDigest,
                "executor", agent.id(),
                "at", at)));
  }

  private static OutgoingEvent event(Agent agent, Instant at, EventBody body) {
    return new OutgoingEvent(IntakeAvro.TOPIC, IntakeAvro.key(agent.org(), agent.id()), at, body);
  }
}
