package io.humanlayer.ledger.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.ledger.core.log.LedgerEvent;
import io.humanlayer.ledger.core.log.LedgerEvent.CheckpointPublished;
import io.humanlayer.ledger.core.log.LedgerEvent.Recorded;
import java.util.Map;

/// The ledger's own events as they are published.
public final class LedgerAvro {

  private static final String TOPIC = "hl.ledger.v1";

  private LedgerAvro() {}

  public static OutgoingEvent write(LedgerEvent event) {
    return new OutgoingEvent(TOPIC, event.org().value(), event.at(), body(event));
  }

  private static EventBody body(LedgerEvent event) {
    return switch (event) {
      case Recorded it ->
          EventBody.of(
              "io.humanlayer.ledger.Recorded",
              Map.of(
                  "org", it.org(),
                  "origin", it.origin(),
                  "firstIndex", it.firstIndex(),
                  "eventIds", it.eventIds(),
                  "decisions", it.decisions(),
                  "at", it.at()));
      case CheckpointPublished it ->
          EventBody.of(
              "io.humanlayer.ledger.CheckpointPublished",
              Map.of(
                  "org", it.org(),
                  "origin", it.checkpoint().origin(),
                  "size", it.checkpoint().size(),
                  "root", it.checkpoint().root().base64(),
                  "note", it.note(),
                  "at", it.at()));
    };
  }
}
