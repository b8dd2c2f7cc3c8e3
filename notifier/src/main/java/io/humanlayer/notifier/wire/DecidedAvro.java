package io.humanlayer.notifier.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.core.decision.Decision;
import io.humanlayer.notifier.core.decision.DecisionOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The event `Decided`, as it comes from policy-engine and routing-service.
public final class DecidedAvro {

  public static final String EVENT = "io.humanlayer.decisions.Decided";

  private DecidedAvro() {}

  /// The decision in `event`.
  public static Decision read(IncomingEvent event) {
    EventBody body = event.content();
    if (!event.envelope().org().equals(body.text("org"))) {
      throw new Malformed("the envelope and the decision name different organisations");
    }
    return new Decision(
        RequestId.parse(body.text("requestId")),
        new OrganisationId(body.text("org")),
        body.record("agent").text("id"),
        body.text("operation"),
        body.text("actionDigest"),
        body.symbol("outcome", DecisionOutcome.class),
        body.text("basis"),
        policies(body),
        body.records("rules").stream().map(rule -> rule.text("id")).toList(),
        verdicts(body),
        edits(body.optionalRecord("edits")),
        body.optionalText("answer"),
        body.optionalText("reasonCode"),
        body.optionalText("reason"),
        body.instant("decidedAt"),
        body.optionalInstant("usableUntil"),
        body.text("type"),
        body.integer("level"),
        body.text("tier"),
        body.optionalText("callbackUrl"));
  }

  private static List<Decision.PolicyVersion> policies(EventBody body) {
    return body.records("policies").stream()
        .map(
            policy ->
                new Decision.PolicyVersion(
                    policy.text("layer"),
                    policy.text("name"),
                    policy.integer("number"),
                    policy.text("digest")))
        .toList();
  }

  private static List<Decision.SentinelVerdict> verdicts(EventBody body) {
    return body.records("verdicts").stream()
        .map(
            verdict ->
                new Decision.SentinelVerdict(
                    verdict.text("sentinel"),
                    verdict.text("qualification"),
                    verdict.text("assurance"),
                    verdict.text("verdict"),
                    verdict.instant("at"),
                    verdict.optionalText("onBehalfOf")))
        .toList();
  }

  private static Decision.@Nullable Edits edits(@Nullable EventBody edits) {
    return edits == null
        ? null
        : new Decision.Edits(edits.text("arguments"), edits.text("actionDigest"));
  }
}
