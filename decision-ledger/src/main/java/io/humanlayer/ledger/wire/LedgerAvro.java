package io.humanlayer.ledger.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.ledger.core.log.LedgerEvent;
import io.humanlayer.ledger.core.log.LedgerEvent.CheckpointPublished;
import io.humanlayer.ledger.core.log.LedgerEvent.Recorded;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import java.util.Map;
import java.util.Optional;

/// The ledger's own events as they are published.
public final class LedgerAvro {

  private static final String TOPIC = "hl.ledger.v1";
  private static final String PUBLISHED = "io.humanlayer.ledger.CheckpointPublished";

  private LedgerAvro() {}

  public static OutgoingEvent write(LedgerEvent event) {
    return new OutgoingEvent(TOPIC, event.org().value(), event.at(), body(event));
  }

  /// The head that `event` tells of, if it tells of one.
  public static Optional<Checkpoint> head(IncomingEvent event) {
    if (!event.event().equals(PUBLISHED)) {
      return Optional.empty();
    }
    EventBody body = event.content();
    return Optional.of(
        new Checkpoint(
            body.text("origin"), body.number("size"), Hash.fromBase64(body.text("root"))));
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
              PUBLISHED,
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
