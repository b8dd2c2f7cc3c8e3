package io.humanlayer.gateway.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.core.intake.Erasure;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.util.Map;

/// An erasure as the event `DossierErased`.
public final class ErasureAvro {

  private static final String EVENT = "io.humanlayer.intake.DossierErased";

  private ErasureAvro() {}

  public static OutgoingEvent write(
      OrganisationId org, AgentId agent, RequestId id, Erasure erasure, Instant at) {
    return new OutgoingEvent(
        IntakeAvro.TOPIC,
        IntakeAvro.key(org, agent),
        at,
        EventBody.of(
            EVENT,
            Map.of(
                "requestId", id,
                "org", org,
                "authority", Erasure.word(erasure.authority()),
                "reasonCode", Erasure.word(erasure.reason()),
                "at", at)));
  }
}
