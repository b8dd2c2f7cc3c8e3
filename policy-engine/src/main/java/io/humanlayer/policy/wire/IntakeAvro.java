package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Denial;
import io.humanlayer.policy.core.request.ResponseForm;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `RequestSubmitted`.
public final class IntakeAvro {

  public static final String EVENT = "io.humanlayer.intake.RequestSubmitted";

  private IntakeAvro() {}

  /// @throws Malformed or `IllegalArgumentException` if it is none
  public static DecisionRequest read(IncomingEvent event) {
    var body = event.content();
    var organisation = new OrganisationId(body.text("org"));
    var agent = body.record("agent");
    var action = body.record("action");
    return new DecisionRequest(
        new RequestId(body.uuid("requestId")),
        organisation,
        new Requester(
            agent.text("id"),
            agent.optionalText("name"),
            agent.optionalText("version"),
            agent.optionalText("owner")),
        action.text("operation"),
        action.optionalText("target"),
        JsonData.parse(action.text("arguments")),
        action.text("digest"),
        body.text("dossierDigest"),
        body.text("type"),
        body.integer("level"),
        body.optionalText("callbackUrl"),
        response(body.record("response")),
        !body.texts("suspensions").isEmpty(),
        claims(body.record("claims")),
        policies(body, "policies", organisation),
        policies(body, "shadow", organisation),
        body.instant("submittedAt"),
        body.instant("expiresAt"),
        event.envelope().id(),
        event.envelope().traceparent(),
        denied(body.optionalRecord("denied")));
  }

  private static @Nullable Denial denied(@Nullable EventBody denied) {
    return denied == null
        ? null
        : new Denial(
            new RequestId(denied.uuid("requestId")),
            denied.instant("decidedAt"),
            denied.optionalText("reasonCode"));
  }

  private static List<PolicyRef> policies(
      EventBody body, String field, OrganisationId organisation) {
    return body.records(field).stream()
        .map(
            policy ->
                new PolicyRef(
                    organisation,
                    layer(policy.text("layer")),
                    policy.text("name"),
                    policy.integer("number")))
        .toList();
  }

  private static ResponseForm response(EventBody response) {
    return new ResponseForm(
        response.texts("kinds").contains("answer"),
        response.texts("options"),
        response.optionalText("form"));
  }

  static Layer layer(String word) {
    for (Layer layer : Layer.values()) {
      if (layer.word().equals(word.toLowerCase(Locale.ROOT))) {
        return layer;
      }
    }
    throw new Malformed("no such layer: " + word);
  }

  private static Claims claims(EventBody claims) {
    var confidence = claims.optionalDecimal("confidence");
    return new Claims(
        confidence == null ? null : (Double) confidence.doubleValue(), claims.optionalText("risk"));
  }
}
