package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Stage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes and reads `PolicyPublished` and `PolicyBound`.
public final class PolicyAvro {

  public static final String PUBLISHED = "io.humanlayer.policies.PolicyPublished";
  public static final String BOUND = "io.humanlayer.policies.PolicyBound";

  static final String TOPIC = "hl.policies.v1";

  private PolicyAvro() {}

  /// That a document has its number.
  public static OutgoingEvent published(
      PolicyRef policy,
      String digest,
      String canonical,
      String author,
      String signature,
      String keyId,
      Instant at) {
    var values = common(policy, at);
    values.put("digest", digest);
    values.put("document", canonical);
    values.put("author", author);
    values.put("signature", signature);
    values.put("keyId", keyId);
    return new OutgoingEvent(
        TOPIC, title(policy) + "/" + policy.number(), at, EventBody.of(PUBLISHED, values));
  }

  /// That a number is bound. A shadow has a key of its own, so that it never takes the place of
  /// what is enforced when the topic is compacted.
  public static OutgoingEvent bound(
      PolicyRef policy,
      Stage stage,
      @Nullable String publication,
      List<String> approvedBy,
      Instant at) {
    var values = common(policy, at);
    values.put("stage", stage.word());
    values.put("publication", publication);
    values.put("approvedBy", approvedBy);
    String key = stage == Stage.SHADOW ? title(policy) + "/shadow" : title(policy);
    return new OutgoingEvent(TOPIC, key, at, EventBody.of(BOUND, values));
  }

  static Map<String, @Nullable Object> common(PolicyRef policy, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", policy.organisation());
    values.put("layer", policy.layer().word());
    values.put("name", policy.name());
    values.put("number", policy.number());
    values.put("at", at);
    return values;
  }

  static String title(PolicyRef policy) {
    return policy.organisation() + "/" + policy.layer().word() + "/" + policy.name();
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
