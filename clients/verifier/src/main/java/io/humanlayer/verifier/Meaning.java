package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.EventLeaf;
import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.Receipt;
import java.util.ArrayList;
import java.util.List;

/// Says in sentences what a verified receipt proves: which log, which entry, what was decided, on
/// what basis, by whom and when. Everything said here is covered by the signature.
final class Meaning {

  static final String DECIDED = "io.humanlayer.decisions.Decided.v1";

  private final JsonNode data;
  private final List<String> sentences = new ArrayList<>();

  private Meaning(JsonNode data) {
    this.data = data;
  }

  static List<String> of(Receipt receipt, EventLeaf leaf, JsonNode decision) {
    var meaning = new Meaning(decision.path("data"));
    meaning.sentences.add(
        "Log: %s, entry %s of %s, on behalf of organisation %s."
            .formatted(
                receipt.origin(),
                Long.toUnsignedString(receipt.logIndex()),
                Long.toUnsignedString(receipt.treeSize()),
                meaning.text("org")));
    meaning.sentences.add(
        "Request: %s asked for %s (request %s)."
            .formatted(
                meaning.agent(),
                meaning.text("operation"),
                leaf.decisionId().map(Object::toString).orElse("unknown")));
    meaning.sentences.add("Action: " + meaning.text("actionDigest") + ".");
    meaning.sentences.add("Decision: " + meaning.text("outcome") + ", " + meaning.basis() + ".");
    meaning.sentinels();
    meaning.sentences.add("Decided at " + Milliseconds.text(leaf.occurredAt()) + ".");
    return meaning.sentences;
  }

  private String basis() {
    String basis = text("basis");
    String words =
        switch (basis) {
          case "POLICY" -> "by policy alone, no human was asked";
          case "SENTINEL" -> "by the verdicts of accredited humans";
          case "GRANT" -> "under a standing grant that a Sentinel had given";
          case "TIMEOUT" -> "because nobody decided in time";
          default -> "on a basis that this verifier has no words for";
        };
    List<String> rules = new ArrayList<>();
    data.path("rules").forEach(rule -> rules.add(rule.path("id").asText()));
    return "basis " + basis + ": " + words + (rules.isEmpty() ? "" : "; rules " + rules);
  }

  private void sentinels() {
    for (JsonNode verdict : data.path("verdicts")) {
      sentences.add(
          "Sentinel %s (%s, known by %s)%s said %s at %s."
              .formatted(
                  shown(verdict.path("sentinel")),
                  shown(verdict.path("qualification")),
                  shown(verdict.path("assurance")),
                  behalf(verdict),
                  shown(verdict.path("verdict")),
                  shown(verdict.path("at"))));
    }
  }

  private static String behalf(JsonNode verdict) {
    return verdict.path("onBehalfOf").isTextual()
        ? " for %s, delegation %s,"
            .formatted(shown(verdict.path("onBehalfOf")), shown(verdict.path("delegation")))
        : "";
  }

  private String agent() {
    JsonNode agent = data.path("agent");
    return "agent " + shown(agent.isObject() ? agent.path("id") : agent);
  }

  private String text(String field) {
    return shown(data.path(field));
  }

  private static String shown(JsonNode value) {
    return value.isTextual() ? OneLine.of(value.textValue()) : "(not stated)";
  }
}
