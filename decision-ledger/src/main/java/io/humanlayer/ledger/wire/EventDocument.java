package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.core.log.DecisionDocument;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Milliseconds;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An event as the document that is hashed into its leaf. A pure function of the Kafka record: a
/// log can be rebuilt from its topics, byte for byte.
public final class EventDocument {

  private static final String DECIDED = "io.humanlayer.decisions.Decided";

  private EventDocument() {}

  /// The fact that `event` is.
  ///
  /// @throws Malformed if its envelope and its content contradict each other
  public static Fact read(IncomingEvent event) {
    var envelope = event.envelope();
    var org = new OrganisationId(envelope.org());
    String time = Milliseconds.text(envelope.time());
    Optional<EventBody> body = Optional.ofNullable(event.body());
    body.ifPresent(it -> requireSameOrganisation(it, org));

    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("type", envelope.type());
    document.put("id", envelope.id().toString());
    document.put("subject", envelope.subject());
    document.put("time", time);
    body.ifPresentOrElse(
        it -> document.set("data", data(event.event(), it)), () -> document.putNull("data"));
    String json = CanonicalJson.of(document);

    Optional<RequestId> request = body.flatMap(EventDocument::request);
    var leaf =
        new EventLeaf(
            request.map(RequestId::value),
            Hash.sha256(json.getBytes(StandardCharsets.UTF_8)),
            envelope.id(),
            Milliseconds.parse(time),
            envelope.type());
    return new Fact(
        org,
        leaf,
        request.filter(_ -> event.event().equals(DECIDED)).map(it -> decision(event, it, json)));
  }

  private static ObjectNode data(String event, EventBody body) {
    ObjectNode data = AvroJson.of(body.avro());
    return event.equals(DECIDED) ? WithoutContent.of(data) : data;
  }

  private static DecisionDocument decision(IncomingEvent event, RequestId request, String json) {
    if (!event.envelope().subject().equals(request.toString())) {
      throw new Malformed("the envelope and the decision name different requests");
    }
    return new DecisionDocument(request, json);
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
