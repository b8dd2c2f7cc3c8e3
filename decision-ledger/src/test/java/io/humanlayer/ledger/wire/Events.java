package io.humanlayer.ledger.wire;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.Hash;
import io.humanlayer.testkit.passkey.SoftPasskey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events as other services send them.
public final class Events {

  public static final Instant AT = Instant.parse("2026-11-21T20:00:03.112Z");

  /// Before [#AT].
  public static final Instant EARLIER = AT.minusSeconds(60);

  private Events() {}

  /// A rejection by a Sentinel, with everything in it that must not reach the log.
  public static EventBody rejected(String org, RequestId request) {
    return rejected(org, request, verdict());
  }

  /// The same, signed with a passkey.
  ///
  /// @param panel on which the verdict was given
  public static EventBody rejectedAndSigned(
      String org,
      RequestId request,
      String panel,
      String intent,
      SoftPasskey.Signed signed,
      byte[] key,
      UUID registration) {
    Map<String, @Nullable Object> verdict = verdict();
    verdict.put("panel", panel);
    verdict.put(
        "humanSignature",
        Map.of(
            "intent", intent,
            "credential", signed.credential(),
            "authenticatorData", signed.authenticatorData(),
            "clientData", signed.clientData(),
            "signature", signed.signature(),
            "publicKey", Base64.getUrlEncoder().withoutPadding().encodeToString(key),
            "relyingParty", "localhost",
            "origin", "http://localhost:8083",
            "registration", registration.toString()));
    return rejected(org, request, verdict);
  }

  /// A rejection under these policies, by this verdict of s-7f3k's with `more` of its own.
  public static EventBody rejectedUnder(
      String org, RequestId request, List<Map<String, Object>> policies, Map<String, Object> more) {
    Map<String, @Nullable Object> verdict = verdict();
    verdict.putAll(more);
    return rejected(org, request, policies, verdict);
  }

  private static EventBody rejected(
      String org, RequestId request, Map<String, @Nullable Object> verdict) {
    return rejected(org, request, List.of(), verdict);
  }

  private static EventBody rejected(
      String org,
      RequestId request,
      List<Map<String, Object>> policies,
      Map<String, @Nullable Object> verdict) {
    return decided(values(org, request, policies, List.of(verdict)));
  }

  /// An approval under a grant that the decision of `made` gave.
  public static EventBody granted(String org, RequestId request, String grant, RequestId made) {
    Map<String, @Nullable Object> values = values(org, request, List.of(), List.of());
    values.put("outcome", "APPROVED");
    values.put("basis", "GRANT");
    values.put("edits", null);
    values.put("answer", null);
    values.put("underGrant", Map.of("id", grant, "request", made.toString()));
    return decided(values);
  }

  private static EventBody decided(Map<String, @Nullable Object> values) {
    return EventBody.of("io.humanlayer.decisions.Decided", values);
  }

  private static Map<String, @Nullable Object> values(
      String org,
      RequestId request,
      List<Map<String, Object>> policies,
      List<Map<String, @Nullable Object>> verdicts) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("requestId", request);
    values.put("org", org);
    values.put("agent", agent());
    values.put("operation", "bank.transfer");
    values.put("actionDigest", "sha256:" + "a".repeat(64));
    values.put("outcome", "REJECTED");
    values.put("basis", "SENTINEL");
    values.put("policies", policies);
    values.put("rules", List.of(Map.of("id", "transfer-large", "layer", "org")));
    values.put("verdicts", verdicts);
    values.put("edits", Map.of("arguments", "{\"iban\":\"DE00\"}", "actionDigest", "sha256:bb"));
    values.put("answer", "Ask Ada Lovelace");
    values.put("reason", "Ada Lovelace says no");
    values.put("reasonDigest", "sha256:cc");
    values.put("decidedAt", AT);
    values.put("type", "authorized_decision");
    values.put("level", 3);
    values.put("tier", "T2");
    values.put("callbackUrl", "https://example.com/hook?token=secret");
    return values;
  }

  /// What a decision on `operation` gave to the agent of all these decisions.
  public static EventBody grantMade(String org, String grant, RequestId made, String operation) {
    return EventBody.of(
        "io.humanlayer.grants.GrantMade",
        Map.ofEntries(
            Map.entry("grantId", grant),
            Map.entry("requestId", made.toString()),
            Map.entry("org", org),
            Map.entry("agent", "billing"),
            Map.entry("agentVersion", "1"),
            Map.entry("operation", operation),
            Map.entry("approvedDigest", "sha256:" + "a".repeat(64)),
            Map.entry("policies", List.of()),
            Map.entry("rules", List.of()),
            Map.entry("similar", List.of("args.iban == approved.args.iban")),
            Map.entry("sentinels", List.of("s-7f3k")),
            Map.entry("uses", 3),
            Map.entry("until", AT.plusSeconds(3_600)),
            Map.entry("at", EARLIER)));
  }

  private static Map<String, @Nullable Object> agent() {
    Map<String, @Nullable Object> agent = new HashMap<>();
    agent.put("id", "billing");
    agent.put("owner", "ada@example.com");
    return agent;
  }

  private static Map<String, @Nullable Object> verdict() {
    Map<String, @Nullable Object> verdict = new HashMap<>();
    verdict.put("sentinel", "s-7f3k");
    verdict.put("panel", "payments");
    verdict.put("qualification", "finance.payments");
    verdict.put("assurance", "passkey");
    verdict.put("verdict", "REJECT");
    verdict.put("at", AT);
    return verdict;
  }

  /// A Sentinel's passkey becomes known.
  public static EventBody passkey(String org, String sentinel, SoftPasskey passkey) {
    return EventBody.of(
        "io.humanlayer.sentinels.PasskeyRegistered",
        Map.ofEntries(
            Map.entry("org", org),
            Map.entry("sentinel", sentinel),
            Map.entry("credential", passkey.credential()),
            Map.entry("algorithm", -7),
            Map.entry(
                "publicKey",
                Base64.getUrlEncoder().withoutPadding().encodeToString(passkey.publicKey())),
            Map.entry("publicKeyDigest", "sha256:" + Hash.sha256(passkey.publicKey())),
            Map.entry("coseKey", "oA"),
            Map.entry("aaguid", "00000000-0000-0000-0000-000000000000"),
            Map.entry("backupEligible", false),
            Map.entry("backedUp", false),
            Map.entry("attestationDigest", "sha256:dd"),
            Map.entry("relyingParty", "localhost"),
            Map.entry("origin", "http://localhost:8083"),
            Map.entry("proofingLevel", 1),
            Map.entry("at", AT)));
  }

  public static EventBody registered(String org, String agent, List<String> keyHashes) {
    return EventBody.of(
        "io.humanlayer.agents.AgentRegistered",
        Map.of(
            "org", org,
            "agent", agent,
            "name", agent,
            "active", true,
            "keyHashes", keyHashes,
            "at", AT));
  }

  public static EventBody sentinel(String org, String sentinel, String... qualifications) {
    return EventBody.of(
        "io.humanlayer.sentinels.SentinelRegistered",
        Map.of(
            "org",
            org,
            "sentinel",
            sentinel,
            "source",
            "internal",
            "active",
            true,
            "qualifications",
            Arrays.stream(qualifications)
                .map(name -> Map.of("name", name, "level", 1, "validFrom", EARLIER))
                .toList(),
            "at",
            EARLIER));
  }

  /// A policy by the name of payments.
  public static EventBody policy(String org, int number, String digest) {
    return EventBody.of(
        "io.humanlayer.policies.PolicyPublished",
        Map.of(
            "org", org,
            "layer", "organisation",
            "name", "payments",
            "number", number,
            "digest", digest,
            "document", "{}",
            "at", EARLIER));
  }

  /// `sentinel` lets `to` decide in their place.
  public static EventBody delegationOffered(String org, String id, String sentinel, String to) {
    return EventBody.of(
        "io.humanlayer.sentinels.DelegationOffered",
        Map.ofEntries(
            Map.entry("org", org),
            Map.entry("sentinel", sentinel),
            Map.entry("delegation", id),
            Map.entry("to", to),
            Map.entry("qualification", "finance.payments"),
            Map.entry("heldAs", "finance.deputy"),
            Map.entry("upTo", "25000"),
            Map.entry("validFrom", EARLIER),
            Map.entry("validTo", AT.plusSeconds(3_600)),
            Map.entry("at", EARLIER)));
  }

  public static EventBody delegationAccepted(String org, String id, String sentinel, String by) {
    return EventBody.of(
        "io.humanlayer.sentinels.DelegationAccepted",
        Map.of("org", org, "sentinel", sentinel, "delegation", id, "by", by, "at", EARLIER));
  }

  public static Envelope envelope(UUID id, EventBody body, String subject, String org) {
    return new Envelope(
        id, "/services/test", Contracts.type(body.event()), subject, AT, org, null, null);
  }
}
