package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.PolicyArchive.Manuscript;
import io.humanlayer.policy.core.policy.PolicyRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes and reads `PolicyPublished` and `PolicyBound`.
public final class PolicyAvro {

  public static final String PUBLISHED = "io.humanlayer.policies.PolicyPublished";
  public static final String BOUND = "io.humanlayer.policies.PolicyBound";
  public static final String ENFORCED = "enforced";

  private static final String TOPIC = "hl.policies.v1";

  private PolicyAvro() {}

  /// That a document has its number, and that this number is in force.
  public static List<OutgoingEvent> write(Manuscript manuscript, int number, Instant at) {
    String name = manuscript.organisation() + "/" + manuscript.layer() + "/" + manuscript.name();
    Map<String, Object> policy =
        Map.of(
            "org", manuscript.organisation(),
            "layer", manuscript.layer(),
            "name", manuscript.name(),
            "number", number,
            "at", at);
    var published = new HashMap<>(policy);
    published.put("digest", manuscript.digest());
    published.put("document", manuscript.canonical());
    var bound = new HashMap<>(policy);
    bound.put("stage", ENFORCED);
    return List.of(
        new OutgoingEvent(TOPIC, name + "/" + number, at, EventBody.of(PUBLISHED, published)),
        new OutgoingEvent(TOPIC, name, at, EventBody.of(BOUND, bound)));
  }

  /// The policy that a body is about.
  public static PolicyRef policy(EventBody body) {
    return new PolicyRef(
        new OrganisationId(body.text("org")),
        IntakeAvro.layer(body.text("layer")),
        body.text("name"),
        body.integer("number"));
  }
}
