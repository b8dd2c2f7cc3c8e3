package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.observation.Observation;
import io.humanlayer.policy.core.policy.PolicyRef;
import java.util.List;

/// Reads what `Ruled` and `PolicyAlert` show of policies.
public final class ObservationAvro {

  private static final String RULED = "io.humanlayer.rulings.Ruled";
  private static final String ALERT = "io.humanlayer.rulings.PolicyAlert";

  private ObservationAvro() {}

  public static boolean concerns(String event) {
    return event.equals(RULED) || event.equals(ALERT);
  }

  /// What the event shows; nothing for most rulings.
  public static List<Observation> read(IncomingEvent event) {
    return event.event().equals(ALERT) ? failures(event) : shadows(event.content());
  }

  private static List<Observation> failures(IncomingEvent event) {
    var body = event.content();
    var named = body.record("policy");
    var policy =
        new PolicyRef(
            new OrganisationId(body.text("org")),
            IntakeAvro.layer(named.text("layer")),
            named.text("name"),
            named.integer("number"));
    return body.records("errors").stream()
        .<Observation>map(
            error ->
                new Observation.Failure(
                    policy,
                    error.text("rule"),
                    body.text("operation"),
                    error.text("why"),
                    body.uuid("requestId"),
                    event.envelope().id().toString(),
                    body.instant("at")))
        .toList();
  }

  private static List<Observation> shadows(EventBody body) {
    var organisation = new OrganisationId(body.text("org"));
    return body.records("shadow").stream()
        .<Observation>map(
            shadow ->
                new Observation.ShadowRuled(
                    policy(organisation, shadow.text("policy")),
                    body.uuid("requestId"),
                    body.record("agent").text("id"),
                    body.text("operation"),
                    body.text("ruling"),
                    shadow.text("ruling"),
                    body.instant("ruledAt")))
        .toList();
  }

  /// `layer/name/number`.
  private static PolicyRef policy(OrganisationId organisation, String title) {
    var parts = title.split("/", -1);
    if (parts.length != 3) {
      throw new Malformed("no policy is called " + title);
    }
    return new PolicyRef(
        organisation, IntakeAvro.layer(parts[0]), parts[1], Integer.parseInt(parts[2]));
  }
}
