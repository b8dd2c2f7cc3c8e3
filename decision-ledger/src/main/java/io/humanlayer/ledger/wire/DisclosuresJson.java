package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.decision.Disclosure;
import java.util.List;

/// What people wrote in a decision, each with the encoded disclosure whose digest the sealed
/// artefact has (RFC 9901 §4.2).
public final class DisclosuresJson {

  private DisclosuresJson() {}

  public static String write(List<Disclosure> disclosures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("disclosures");
    disclosures.forEach(
        it ->
            list.addObject()
                .put("name", it.name())
                .put("disclosure", it.encoded())
                .put("digest", it.digest()));
    return CanonicalJson.of(json);
  }
}
