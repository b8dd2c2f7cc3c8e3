package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.routing.core.suspensions.Suspension;
import java.util.Map;

/// A suspension as the others follow it.
public final class SuspensionAvro {

  private SuspensionAvro() {}

  public static OutgoingEvent write(Suspension suspension) {
    return new OutgoingEvent(
        "hl.suspensions.v1",
        suspension.organisation() + "/" + suspension.id(),
        suspension.at(),
        EventBody.of(
            "io.humanlayer.suspensions.SuspensionChanged",
            Map.of(
                "id", suspension.id(),
                "org", suspension.organisation(),
                "scope", CommonAvro.word(suspension.scope()),
                "subject", suspension.subject(),
                "active", suspension.active(),
                "by", suspension.by(),
                "reason", suspension.reason(),
                "at", suspension.at())));
  }
}
