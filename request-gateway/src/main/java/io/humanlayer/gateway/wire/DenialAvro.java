package io.humanlayer.gateway.wire;

import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.gateway.core.denial.DenialChange;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.util.Optional;

/// What the events of decisions say of rejections.
public final class DenialAvro {

  private DenialAvro() {}

  /// What humans decided in `Decided`; nothing where policy, a grant or the clock did, or where an
  /// answer was given or the request withdrawn.
  public static Optional<DenialChange> decided(IncomingEvent event) {
    var body = event.content();
    boolean rejected = body.text("outcome").equals("REJECTED");
    boolean approved =
        switch (body.text("outcome")) {
          case "APPROVED", "APPROVED_WITH_EDITS" -> true;
          default -> false;
        };
    if (!body.text("basis").equals("SENTINEL") || !(rejected || approved)) {
      return Optional.empty();
    }
    return Optional.of(
        new DenialChange.Judged(
            RequestId.parse(body.text("requestId")),
            new OrganisationId(body.text("org")),
            new AgentId(body.record("agent").text("id")),
            body.text("actionDigest"),
            rejected,
            body.optionalText("reasonCode"),
            body.instant("decidedAt")));
  }

  /// That the rejection of a request was lifted.
  public static DenialChange reopened(IncomingEvent event) {
    return new DenialChange.Reopened(RequestId.parse(event.content().text("requestId")));
  }
}
