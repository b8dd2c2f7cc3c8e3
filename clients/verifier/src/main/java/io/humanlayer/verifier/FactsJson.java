package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.evidence.EvidenceFacts;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import io.humanlayer.proof.note.TlogProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the page of an evidence package says, read from the decision that its receipt proves.
public final class FactsJson {

  private FactsJson() {}

  /// @param decision the document of the decision's event
  /// @param proof the path that the package carries
  public static EvidenceFacts read(
      JsonNode decision,
      TlogProof proof,
      NoteVerifier key,
      List<CheckpointKey> cosigners,
      Optional<EvidenceFacts.Stamp> stamp) {
    JsonNode data = decision.path("data");
    Checkpoint head = Checkpoint.parse(proof.checkpoint().text());
    List<String> rules = new ArrayList<>();
    data.path("rules").forEach(rule -> rules.add(rule.path("id").asText()));
    List<EvidenceFacts.Verdict> verdicts = new ArrayList<>();
    for (JsonNode verdict : data.path("verdicts")) {
      verdicts.add(
          new EvidenceFacts.Verdict(
              verdict.path("sentinel").asText(),
              verdict.path("qualification").asText(),
              verdict.path("assurance").asText(),
              verdict.path("verdict").asText(),
              verdict.path("at").asText()));
    }
    JsonNode agent = data.path("agent");
    return new EvidenceFacts(
        data.path("org").asText(),
        data.path("requestId").asText(),
        agent.isObject() ? agent.path("id").asText() : agent.asText(),
        data.path("operation").asText(),
        data.path("actionDigest").asText(),
        data.path("outcome").asText(),
        data.path("basis").asText(),
        decision.path("time").asText(),
        rules,
        verdicts,
        new EvidenceFacts.Log(
            head.origin(),
            key.vkey(),
            Long.toUnsignedString(proof.index()),
            Long.toUnsignedString(head.size()),
            head.root().base64()),
        stamp,
        cosigners.stream()
            .filter(it -> it.under(proof.checkpoint()) instanceof Standing.Signed)
            .map(CheckpointKey::label)
            .toList());
  }
}
