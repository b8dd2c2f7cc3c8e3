package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What an auditor finds an event by: the agent, the operation, the Sentinels and the rules that it
/// names, wherever its document has them.
final class Terms {

  private Terms() {}

  static List<String> of(Optional<ObjectNode> data) {
    var terms = new TreeSet<String>();
    data.ifPresent(it -> collect(it, terms));
    return new ArrayList<>(terms);
  }

  private static void collect(ObjectNode data, Set<String> terms) {
    JsonNode agent = data.path("agent");
    add(terms, "agent", agent.isObject() ? agent.path("id") : agent);
    add(terms, "operation", data.path("operation"));
    add(terms, "operation", data.path("action").path("operation"));
    add(terms, "sentinel", data.path("sentinel"));
    data.path("verdicts").forEach(verdict -> add(terms, "sentinel", verdict.path("sentinel")));
    data.path("rules").forEach(rule -> add(terms, "rule", rule.path("id")));
  }

  private static void add(Set<String> terms, String kind, JsonNode value) {
    if (value.isTextual() && !value.textValue().isEmpty()) {
      terms.add(kind + ":" + value.textValue());
    }
  }
}
