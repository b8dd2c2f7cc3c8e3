package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.verifier.AuthorityJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What an auditor finds an event by: the agent, the operation, the Sentinels and the rules that it
/// names, wherever its document has them; and what an evidence package finds by what right people
/// decided.
final class Terms {

  private Terms() {}

  /// @param type the event's, with its version
  static List<String> of(String type, Optional<ObjectNode> data) {
    var terms = new TreeSet<String>();
    data.ifPresent(
        it -> {
          collect(it, terms);
          right(Contracts.event(type), it).ifPresent(terms::add);
        });
    return new ArrayList<>(terms);
  }

  private static Optional<String> right(String event, ObjectNode data) {
    return switch (event) {
      case "io.humanlayer.policies.PolicyPublished" -> Optional.of(AuthorityJson.policyTerm(data));
      case "io.humanlayer.sentinels.SentinelRegistered" ->
          Optional.of(AuthorityJson.sentinelTerm(data.path("sentinel")));
      case "io.humanlayer.sentinels.DelegationOffered" ->
          Optional.of(AuthorityJson.offerTerm(data.path("delegation")));
      case "io.humanlayer.sentinels.DelegationAccepted" ->
          Optional.of(AuthorityJson.acceptanceTerm(data.path("delegation")));
      case "io.humanlayer.grants.GrantMade" ->
          Optional.of(AuthorityJson.grantTerm(data.path("grantId")));
      default -> Optional.empty();
    };
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
