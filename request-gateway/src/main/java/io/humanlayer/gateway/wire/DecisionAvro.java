package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events of other services as changes of what an agent sees.
public final class DecisionAvro {

  public static final String DECIDED = "io.humanlayer.decisions.Decided";
  public static final String REOPENED = "io.humanlayer.decisions.Reopened";

  /// The events of `hl.decisions.v1` that concern the gateway.
  public static final Set<String> EVENTS = Set.of(DECIDED, REOPENED);

  private DecisionAvro() {}

  /// The change in `Decided`.
  public static RequestChange decided(IncomingEvent event) {
    EventBody body = event.content();
    String outcome = body.text("outcome");
    ObjectNode json = ExactJson.object();
    json.put("outcome", outcome);
    json.put("basis", body.text("basis"));
    put(json, "reason_code", body.optionalText("reasonCode"));
    put(json, "reason", body.optionalText("reason"));
    put(json, "answer", body.optionalText("answer"));
    json.put("decided_at", time(body.instant("decidedAt")));
    Instant usableUntil = body.optionalInstant("usableUntil");
    put(json, "usable_until", usableUntil == null ? null : time(usableUntil));
    json.put("tier", body.text("tier"));
    policies(json, body);
    sentinels(json, body);
    EventBody edits = body.optionalRecord("edits");
    if (edits != null) {
      // Its arguments are content: they stay in the dossier.
      json.putObject("edits").put("action_digest", edits.text("actionDigest"));
    }
    return new RequestChange.Decided(request(body), status(outcome), json.toString());
  }

  /// The change in `OfferMade`.
  public static RequestChange offered(IncomingEvent event) {
    return new RequestChange.Assigned(request(event.content()));
  }

  /// The change in `Recorded`.
  public static RequestChange recorded(IncomingEvent event) {
    List<String> decisions = event.content().texts("decisions");
    return new RequestChange.Recorded(decisions.stream().map(RequestId::parse).toList());
  }

  /// `at` in RFC 3339 with milliseconds.
  public static String time(Instant at) {
    String text = at.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.indexOf('.') < 0 ? text.replace("Z", ".000Z") : text;
  }

  private static RequestStatus status(String outcome) {
    return switch (outcome) {
      case "APPROVED", "APPROVED_WITH_EDITS" -> RequestStatus.APPROVED;
      case "REJECTED" -> RequestStatus.REJECTED;
      case "ANSWERED" -> RequestStatus.ANSWERED;
      case "EXPIRED" -> RequestStatus.TIMEOUT;
      case "CANCELLED" -> RequestStatus.CANCELLED;
      default -> throw new IllegalArgumentException("unknown outcome " + outcome);
    };
  }

  private static RequestId request(EventBody body) {
    return RequestId.parse(body.text("requestId"));
  }

  private static void policies(ObjectNode json, EventBody body) {
    var all = json.putArray("policies");
    for (EventBody policy : body.records("policies")) {
      all.addObject()
          .put("layer", policy.text("layer"))
          .put("name", policy.text("name"))
          .put("number", policy.integer("number"))
          .put("digest", policy.text("digest"));
    }
    if (!all.isEmpty()) {
      ObjectNode policy = ((ObjectNode) all.get(0)).deepCopy();
      var rules = policy.putArray("rules");
      body.records("rules").forEach(rule -> rules.add(rule.text("id")));
      json.set("policy", policy);
    }
  }

  private static void sentinels(ObjectNode json, EventBody body) {
    var all = json.putArray("sentinels");
    for (EventBody verdict : body.records("verdicts")) {
      ObjectNode sentinel = all.addObject();
      sentinel
          .put("id", verdict.text("sentinel"))
          .put("qualification", verdict.text("qualification"))
          .put("assurance", verdict.text("assurance"))
          .put("verdict", verdict.text("verdict"))
          .put("at", time(verdict.instant("at")));
      put(sentinel, "on_behalf_of", verdict.optionalText("onBehalfOf"));
      put(sentinel, "delegation", verdict.optionalText("delegation"));
    }
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
