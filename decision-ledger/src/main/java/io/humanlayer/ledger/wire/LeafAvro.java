package io.humanlayer.ledger.wire;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.IncomingEvent;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.core.log.Fact;
import io.humanlayer.ledger.core.log.SealedDecision;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fact as it stands on the topic that orders the logs.
public final class LeafAvro {

  public static final String EVENT = "io.humanlayer.ledger.LeafPrepared";
  public static final String TYPE = Contracts.type(EVENT);
  private static final String TOPIC = "hl.leaves.v1";

  private LeafAvro() {}

  public static OutgoingEvent write(Fact fact) {
    EventLeaf leaf = fact.leaf();
    var values = new HashMap<String, @Nullable Object>();
    values.put("org", fact.org());
    values.put("eventId", leaf.eventId());
    values.put("requestId", leaf.decisionId().orElse(null));
    values.put("type", leaf.type());
    values.put("occurredAt", leaf.occurredAt());
    values.put("leaf", leaf.text());
    values.put("document", fact.document());
    values.put("decisionLeaf", fact.decision().map(SealedDecision::leaf).orElse(null));
    values.put("decision", fact.decision().map(SealedDecision::statement).orElse(null));
    values.put("terms", fact.terms());
    return new OutgoingEvent(
        TOPIC, fact.org().value(), leaf.occurredAt(), EventBody.of(EVENT, values));
  }

  /// @throws Malformed if the document is not the one whose digest the leaf carries
  public static Fact read(IncomingEvent event) {
    EventBody body = event.content();
    EventLeaf leaf = EventLeaf.parse(body.text("leaf"));
    String document = body.text("document");
    if (!leaf.digest().equals(Hash.sha256(document.getBytes(StandardCharsets.UTF_8)))) {
      throw new Malformed("a leaf without its document");
    }
    String decision = body.optionalText("decision");
    return new Fact(
        new OrganisationId(body.text("org")),
        leaf,
        document,
        Optional.ofNullable(decision)
            .map(statement -> new SealedDecision(statement, body.text("decisionLeaf"))),
        body.texts("terms"));
  }
}
