package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.ledger.core.audit.AuditReport;
import io.humanlayer.ledger.core.audit.FoundEvent;
import io.humanlayer.ledger.core.audit.Period;
import io.humanlayer.proof.ConsistencyProof;
import io.humanlayer.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What auditors are given: pages of events, periods that prove themselves, reports.
public final class AuditJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditJson() {}

  /// @param more whether there may be older events; the cursor is then the last position
  public static String page(String origin, List<FoundEvent> found, boolean more) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("origin", origin);
    var items = json.putArray("items");
    for (FoundEvent event : found) {
      items
          .addObject()
          .put("index", event.index())
          .put("receipt", "/v1/receipts/" + event.eventId())
          .set("event", parse(event.document()));
    }
    json.put("next", more ? Long.toString(found.getLast().index()) : null);
    return json.toString();
  }

  public static String period(Period period) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema", "hl.period/1");
    json.put("origin", period.origin());
    json.put("vkey", period.vkey());
    json.put("earlier", period.earlier().orElse(null));
    hashes(json, "subtrees", period.subtrees());
    hashes(json, "consistency", period.consistency());
    json.put("later", period.later());
    json.put("first", Long.toUnsignedString(period.first()));
    var leaves = json.putArray("leaves");
    for (Period.Leaf leaf : period.leaves()) {
      var one = leaves.addObject().put("leaf", base64(leaf.leaf()));
      leaf.document().ifPresent(it -> one.set("document", parse(it)));
    }
    return CanonicalJson.of(json);
  }

  public static String consistency(ConsistencyProof proof) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("from", Long.toUnsignedString(proof.earlierSize()));
    json.put("to", Long.toUnsignedString(proof.size()));
    hashes(json, "hashes", proof.path());
    return CanonicalJson.of(json);
  }

  public static String report(AuditReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("origin", report.origin());
    json.put("entries", report.entries());
    json.put("clean", report.clean());
    var findings = json.putArray("findings");
    report.findings().forEach(it -> findings.add(it.toString()));
    return json.toString();
  }

  private static void hashes(ObjectNode json, String field, List<Hash> hashes) {
    var list = json.putArray(field);
    hashes.stream().map(Hash::base64).forEach(list::add);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode parse(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is not JSON", e);
    }
  }
}
