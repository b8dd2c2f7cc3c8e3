package io.humanlayer.ledger.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.access.AgentChange;
import java.util.Optional;
import java.util.Set;

/// The changes of agents among the events.
public final class AgentAvro {

  private static final String REGISTERED = "io.humanlayer.agents.AgentRegistered";

  private AgentAvro() {}

  /// The change that `event` is, if it is about an agent.
  public static Optional<AgentChange> read(IncomingEvent event) {
    if (!event.event().equals(REGISTERED)) {
      return Optional.empty();
    }
    var org = new OrganisationId(event.envelope().org());
    EventBody body = event.body();
    if (body == null) {
      return Optional.of(new AgentChange.Erased(org, erased(event.key(), org)));
    }
    return Optional.of(
        new AgentChange.Registered(
            org,
            new AgentId(body.text("agent")),
            body.flag("active"),
            Set.copyOf(body.texts("keyHashes")),
            body.instant("at")));
  }

  private static AgentId erased(String key, OrganisationId org) {
    if (!key.startsWith(org + "/")) {
      throw new Malformed("the key of an agent is org/agent");
    }
    return new AgentId(key.substring(org.value().length() + 1));
  }
}
