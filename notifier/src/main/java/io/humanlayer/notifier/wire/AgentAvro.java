package io.humanlayer.notifier.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.notifier.app.AgentKeys;
import java.util.List;
import java.util.Set;

/// The event `AgentRegistered`: which keys an agent has now. A tombstone is an agent without keys.
public final class AgentAvro {

  private AgentAvro() {}

  public static AgentKeys.Change read(IncomingEvent event) {
    EventBody body = event.body();
    if (body == null || !body.flag("active")) {
      return new AgentKeys.Change(new OrganisationId(event.envelope().org()), Set.of());
    }
    List<String> hashes = body.texts("keyHashes");
    return new AgentKeys.Change(new OrganisationId(body.text("org")), Set.copyOf(hashes));
  }
}
