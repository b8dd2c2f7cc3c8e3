package io.humanlayer.policy.wire;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.Publications.Decision;
import io.humanlayer.policy.app.Publications.Question;
import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.policy.ReservedOperations;
import io.humanlayer.policy.core.publication.Ending;
import io.humanlayer.policy.core.publication.HumanDecision;
import io.humanlayer.policy.core.publication.Publication;
import io.humanlayer.proof.ActionDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of a publication, and the request by which humans are asked.
public final class PublicationAvro {

  public static final String DECIDED = "io.humanlayer.decisions.Decided";

  /// The Agent in whose name the platform itself asks.
  public static final String PLATFORM_AGENT = "humanlayer";

  private static final String ASKED = "io.humanlayer.policies.PublicationAsked";
  private static final String REFUSED = "io.humanlayer.policies.PublicationRefused";
  private static final String REQUEST = "io.humanlayer.ext.RequestMade";
  private static final int LEVEL = 3;

  private PublicationAvro() {}

  /// Whether an event of `hl.decisions.v1` can be about a publication at all.
  public static boolean concerns(IncomingEvent event) {
    return ReservedOperations.PUBLISH.equals(event.content().text("operation"));
  }

  public static Decision decision(IncomingEvent event) {
    var body = event.content();
    return new Decision(
        new OrganisationId(body.text("org")),
        body.text("actionDigest"),
        new HumanDecision(
            body.text("outcome"),
            body.text("basis").equals("SENTINEL"),
            body.records("verdicts").stream()
                .filter(verdict -> verdict.text("verdict").equalsIgnoreCase("APPROVE"))
                .map(verdict -> verdict.text("sentinel"))
                .toList()),
        event.envelope().id().toString(),
        body.instant("decidedAt"));
  }

  public static OutgoingEvent asked(Publication asked) {
    var values = PolicyAvro.common(asked.policy(), asked.askedAt());
    values.put("digest", asked.digest());
    values.put("publication", asked.id());
    values.put("replaces", asked.replaces());
    values.put("author", asked.author());
    values.put("direction", asked.kind());
    values.put("approvals", asked.kind().approvals());
    values.put("actionDigest", asked.actionDigest());
    return event(asked, asked.askedAt(), EventBody.of(ASKED, values));
  }

  public static OutgoingEvent refused(Publication asked, Ending.Reason reason, Instant at) {
    var values = PolicyAvro.common(asked.policy(), at);
    values.put("publication", asked.id());
    values.put("reasonCode", reason);
    return event(asked, at, EventBody.of(REFUSED, values));
  }

  private static OutgoingEvent event(Publication asked, Instant at, EventBody body) {
    String key = PolicyAvro.title(asked.policy()) + "/" + asked.policy().number() + "/publication";
    return new OutgoingEvent(PolicyAvro.TOPIC, key, at, body);
  }

  /// The request that reaches humans through the gateway, like that of any Agent.
  public static OutgoingEvent request(Question question, int replaces, Instant at) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("agent", PLATFORM_AGENT);
    values.put("operation", ReservedOperations.PUBLISH);
    values.put("arguments", Json.canonical(arguments(question, replaces)));
    values.put("type", "authorized_decision");
    values.put("level", LEVEL);
    values.put("summary", question.summary());
    values.put("context", question.differences());
    values.put("priority", "normal");
    values.put("idempotency_key", question.id().toString());
    return new OutgoingEvent(
        "ext." + question.policy().organisation() + ".requests.v1",
        question.id().toString(),
        at,
        EventBody.of(REQUEST, values));
  }

  /// The digest of the action: by it the decision is known again.
  public static String actionDigest(Question question, int replaces) {
    return ActionDigest.of(
        question.policy().organisation().value(),
        PLATFORM_AGENT,
        ReservedOperations.PUBLISH,
        null,
        Json.plain(arguments(question, replaces)));
  }

  private static Data arguments(Question question, int replaces) {
    Map<String, Data> arguments = new LinkedHashMap<>();
    arguments.put("publication", new Data.Text(question.id().toString()));
    arguments.put("layer", new Data.Text(question.policy().layer().word()));
    arguments.put("name", new Data.Text(question.policy().name()));
    arguments.put("number", new Data.Whole(question.policy().number()));
    arguments.put("digest", new Data.Text(question.digest()));
    arguments.put("replaces", new Data.Whole(replaces));
    arguments.put("direction", new Data.Text(question.kind().name()));
    arguments.put("author", new Data.Text(question.author()));
    return new Data.Struct(arguments);
  }
}
