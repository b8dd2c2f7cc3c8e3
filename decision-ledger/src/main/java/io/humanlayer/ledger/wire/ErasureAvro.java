package io.humanlayer.ledger.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.core.log.Erasure;
import java.util.Optional;

/// The erasures among the events.
public final class ErasureAvro {

  private static final String ERASED = "io.humanlayer.intake.DossierErased";

  private ErasureAvro() {}

  public static Optional<Erasure> read(IncomingEvent event) {
    if (!event.event().equals(ERASED)) {
      return Optional.empty();
    }
    EventBody body = event.content();
    return Optional.of(
        new Erasure(
            new OrganisationId(body.text("org")),
            RequestId.parse(body.text("requestId")),
            body.instant("at")));
  }
}
