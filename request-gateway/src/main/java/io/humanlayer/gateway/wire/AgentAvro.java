package io.humanlayer.gateway.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.core.identity.Agent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent's full state as the event `AgentRegistered`.
public final class AgentAvro {

  private AgentAvro() {}

  /// @param keyHashes hex SHA-256 of each valid key, by which other services know the agent
  public static OutgoingEvent registered(Agent agent, List<String> keyHashes, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", agent.org());
    values.put("agent", agent.id());
    values.put("name", agent.name());
    values.put("version", agent.version());
    values.put("owner", agent.owner());
    values.put("active", agent.active());
    values.put("keyHashes", keyHashes);
    values.put("at", at);
    return new OutgoingEvent(
        "hl.agents.v1",
        agent.org() + "/" + agent.id(),
        at,
        EventBody.of("io.humanlayer.agents.AgentRegistered", values));
  }
}
