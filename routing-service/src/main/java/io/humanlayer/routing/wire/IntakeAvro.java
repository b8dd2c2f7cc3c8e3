package io.humanlayer.routing.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.Reason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the gateway tells of a request after it was submitted.
public final class IntakeAvro {

  private static final String CANCELLED = "io.humanlayer.intake.RequestCancelled";
  private static final String INFORMED = "io.humanlayer.intake.InfoProvided";

  private IntakeAvro() {}

  /// Something that an Agent said.
  public sealed interface Said {
    IncomingEvent event();

    RequestId id();
  }

  /// @param successor what it asks instead; none if nothing
  public record Withdrawn(IncomingEvent event, RequestId id, @Nullable RequestId successor)
      implements Said {

    public CaseCommand at(Instant now) {
      return successor == null
          ? new CaseCommand.Cancel("agent", Reason.NONE, now)
          : new CaseCommand.Amend(successor, now);
    }
  }

  public record Informed(IncomingEvent event, RequestId id, int number, String digest)
      implements Said {

    public CaseCommand.GiveInfo at(Instant now) {
      return new CaseCommand.GiveInfo(number, digest, now);
    }
  }

  public static boolean concerns(String event) {
    return Set.of(CANCELLED, INFORMED).contains(event);
  }

  public static Said read(IncomingEvent event) {
    EventBody body = event.content();
    var id = new RequestId(body.uuid("requestId"));
    if (event.event().equals(INFORMED)) {
      return new Informed(event, id, body.integer("number"), body.text("digest"));
    }
    @Nullable String successor = body.optionalText("supersededBy");
    return new Withdrawn(event, id, successor == null ? null : RequestId.parse(successor));
  }
}
