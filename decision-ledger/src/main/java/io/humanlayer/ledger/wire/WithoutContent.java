package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A decision without what people wrote: such content must stay erasable, and what is in a receipt
/// is not. The reason has its salted digest in the event, edited arguments have the action digest;
/// an answer is bound to its request and hashed here.
final class WithoutContent {

  private WithoutContent() {}

  static ObjectNode of(ObjectNode decision) {
    ObjectNode kept = decision.deepCopy();
    kept.remove("reason");
    kept.remove("callbackUrl");
    JsonNode answer = kept.remove("answer");
    if (answer != null) {
      kept.put("answerDigest", digest(kept.get("requestId"), answer));
    }
    if (kept.get("edits") instanceof ObjectNode edits) {
      edits.remove("arguments");
    }
    if (kept.get("agent") instanceof ObjectNode agent) {
      agent.remove("owner");
    }
    return kept;
  }

  /// `sha256(JCS({"schema":"hl.answer/1","requestId","answer"}))`.
  private static String digest(JsonNode requestId, JsonNode answer) {
    ObjectNode bound = JsonNodeFactory.instance.objectNode();
    bound.put("schema", "hl.answer/1");
    bound.set("requestId", requestId);
    bound.set("answer", answer);
    byte[] json = CanonicalJson.of(bound).getBytes(StandardCharsets.UTF_8);
    return "sha256:" + HexFormat.of().formatHex(Hash.sha256(json).bytes());
  }
}
