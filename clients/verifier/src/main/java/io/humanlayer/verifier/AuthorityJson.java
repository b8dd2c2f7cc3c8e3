package io.humanlayer.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.proof.Milliseconds;
import io.humanlayer.proof.evidence.AuthorityFiles.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// By which events of its log a decision was made by right, as the decision itself names them.
public final class AuthorityJson {

  private AuthorityJson() {}

  /// The newest event under `term` at `until`.
  public record Wanted(Kind kind, String term, Instant until) {}

  /// @param decision the document of the decision's event
  public static List<Wanted> wanted(JsonNode decision) {
    List<Wanted> wanted = new ArrayList<>();
    Instant decided = Milliseconds.parse(decision.path("time").asText());
    JsonNode data = decision.path("data");
    for (JsonNode policy : data.path("policies")) {
      if (isNamed(policy)) {
        wanted.add(new Wanted(Kind.POLICY, policyTerm(policy), decided));
      }
    }
    for (JsonNode verdict : data.path("verdicts")) {
      Instant at = Milliseconds.parse(verdict.path("at").asText());
      wanted.add(new Wanted(Kind.SENTINEL, sentinelTerm(verdict.path("sentinel")), at));
      if (verdict.path("delegation").isTextual()) {
        wanted.add(new Wanted(Kind.SENTINEL, sentinelTerm(verdict.path("onBehalfOf")), at));
        wanted.add(new Wanted(Kind.DELEGATION, offerTerm(verdict.path("delegation")), at));
        wanted.add(new Wanted(Kind.DELEGATION, acceptanceTerm(verdict.path("delegation")), at));
      }
    }
    if (data.path("underGrant").path("id").isTextual()) {
      wanted.add(new Wanted(Kind.GRANT, grantTerm(data.path("underGrant").path("id")), decided));
    }
    return wanted;
  }

  /// Whether a policy has the name that it is found by; a log admits no name that is free text.
  static boolean isNamed(JsonNode policy) {
    return policy.path("layer").isTextual() && policy.path("name").isTextual();
  }

  /// What the publication of a policy is found by, from what names its layer, name and number.
  public static String policyTerm(JsonNode policy) {
    return "policy:%s/%s/%s"
        .formatted(
            policy.path("layer").asText(),
            policy.path("name").asText(),
            policy.path("number").asText());
  }

  /// What the states of a Sentinel's registration are found by.
  public static String sentinelTerm(JsonNode sentinel) {
    return "registration:" + sentinel.asText();
  }

  /// What the offer of a delegation is found by.
  public static String offerTerm(JsonNode delegation) {
    return "delegation-offer:" + delegation.asText();
  }

  /// What a grant is found by.
  public static String grantTerm(JsonNode grant) {
    return "grant:" + grant.asText();
  }

  /// What the acceptance of a delegation is found by.
  public static String acceptanceTerm(JsonNode delegation) {
    return "delegation-acceptance:" + delegation.asText();
  }
}
