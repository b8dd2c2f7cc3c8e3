package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.DecisionDraft;
import io.humanlayer.ledger.app.PrepareFacts.Draft;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Milliseconds;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An event as the document that is hashed into its leaf: without free text or personal data. A
/// pure function of the Kafka record. An event that this build has a schema for needs no code here.
public final class EventDocument {

  private static final String DECIDED = "io.humanlayer.decisions.Decided";

  private EventDocument() {}

  /// The fact that `event` is, before its decision is sealed.
  ///
  /// @throws Malformed if its envelope and its content contradict each other
  public static Draft read(IncomingEvent event) {
    var envelope = event.envelope();
    var org = new OrganisationId(envelope.org());
    String time = Milliseconds.text(envelope.time());
    Optional<EventBody> body = Optional.ofNullable(event.body());
    body.ifPresent(it -> requireSameOrganisation(it, org));

    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", envelope.type());
    document.put("id", envelope.id().toString());
    if (LeafKind.isToken(envelope.subject())) {
      document.put("subject", envelope.subject());
    }
    document.put("time", time);
    Optional<ObjectNode> data = body.map(it -> LeafDocument.of(it.avro()));
    data.ifPresentOrElse(it -> document.set("data", it), () -> document.putNull("data"));
    String json = CanonicalJson.of(document);

    Optional<RequestId> request = body.flatMap(EventDocument::request);
    var leaf =
        new EventLeaf(
            request.map(RequestId::value),
            Hash.sha256(json.getBytes(StandardCharsets.UTF_8)),
            envelope.id(),
            Milliseconds.parse(time),
            envelope.type());
    var fact = new Fact(org, leaf, json, Optional.empty(), Terms.of(envelope.type(), data));
    return new Draft(fact, request.flatMap(it -> decision(event, it, data)));
  }

  private static Optional<DecisionDraft> decision(
      IncomingEvent event, RequestId request, Optional<ObjectNode> data) {
    if (!event.event().equals(DECIDED)) {
      return Optional.empty();
    }
    if (!event.envelope().subject().equals(request.toString())) {
      throw new Malformed("the envelope and the decision name different requests");
    }
    return data.map(it -> DecisionStatement.of(request, event.content(), it));
  }

  private static Optional<RequestId> request(EventBody body) {
    return has(body, "requestId")
        ? Optional.of(RequestId.parse(body.text("requestId")))
        : Optional.empty();
  }

  private static void requireSameOrganisation(EventBody body, OrganisationId org) {
    if (has(body, "org") && !body.text("org").equals(org.value())) {
      throw new Malformed("the envelope and the event name different organisations");
    }
  }

  private static boolean has(EventBody body, String field) {
    return body.avro().getSchema().getField(field) != null;
  }
}
