package io.humanlayer.notifier.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.notifier.core.checkpoint.Checkpoint;
import java.util.Map;

/// Heads of a log, from the ledger's event to the organisation's.
public final class CheckpointAvro {

  public static final String EVENT = "io.humanlayer.ledger.CheckpointPublished";

  private CheckpointAvro() {}

  public static Checkpoint read(IncomingEvent event) {
    EventBody body = event.content();
    return new Checkpoint(
        new OrganisationId(body.text("org")),
        body.text("origin"),
        body.number("size"),
        body.text("root"),
        body.text("note"),
        body.instant("at"));
  }

  public static OutgoingEvent write(Checkpoint checkpoint) {
    return new OutgoingEvent(
        "ext." + checkpoint.org() + ".checkpoints.v1",
        checkpoint.org().value(),
        checkpoint.at(),
        EventBody.of(
            "io.humanlayer.ext.CheckpointPublished",
            Map.of(
                "origin", checkpoint.origin(),
                "size", checkpoint.size(),
                "root", checkpoint.root(),
                "note", checkpoint.note(),
                "published_at", Times.text(checkpoint.at()))));
  }
}
