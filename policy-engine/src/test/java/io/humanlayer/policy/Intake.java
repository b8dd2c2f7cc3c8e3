package io.humanlayer.policy;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyDocument;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.outbound.NoteSeal;
import io.humanlayer.policy.wire.YamlPolicies;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Writes what other services would write to the topics that the engine reads.
record Intake(TestKafka kafka, AvroWire wire, String org) {

  static final String TOPIC = "hl.intake.v1";
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final NoteSeal SEAL = new NoteSeal(RealInfrastructure.MASTER_KEY);
  private static final String SUBMITTED = "io.humanlayer.intake.RequestSubmitted";

  Intake(TestKafka kafka, AvroWire wire) {
    this(kafka, wire, "acme");
  }

  void publish(String yaml, int number) {
    publish(yaml, number, true);
  }

  private void publish(String yaml, int number, boolean signed) {
    if (!(new YamlPolicies().read(yaml) instanceof PolicyDocument.Result.Read(var document))) {
      throw new AssertionError("the policy of a test must be sound");
    }
    var policy = document.policy();
    String title = policy.organisation() + "/organisation/" + policy.name();
    Map<String, Object> common =
        Map.of(
            "org",
            policy.organisation(),
            "layer",
            "organisation",
            "name",
            policy.name(),
            "number",
            number,
            "at",
            NOON);
    var published = new HashMap<String, Object>(common);
    published.put("digest", document.digest());
    published.put("document", document.canonical());
    published.put(
        "signature",
        !signed
            ? null
            : SEAL.sign(
                new PolicyRef(policy.organisation(), Layer.ORGANISATION, policy.name(), number),
                document.digest()));
    var bound = new HashMap<>(common);
    bound.put("stage", "enforced");
    send(
        "hl.policies.v1",
        title + "/" + number,
        "io.humanlayer.policies.PolicyPublished",
        published);
    send("hl.policies.v1", title, "io.humanlayer.policies.PolicyBound", bound);
  }

  /// As an intruder on the topic would.
  void publishUnsigned(String yaml, int number) {
    publish(yaml, number, false);
  }

  void submit(
      UUID request, String agent, String operation, String arguments, Instant at, Integer number) {
    submit(request, agent, operation, arguments, at, "baseline", number);
  }

  void submit(
      UUID request,
      String agent,
      String operation,
      String arguments,
      Instant at,
      String policy,
      Integer number) {
    submit(request, agent, operation, arguments, at, policy, number, null);
  }

  /// @param shadow the number that is asked beside the enforced one; null for none
  void submit(
      UUID request,
      String agent,
      String operation,
      String arguments,
      Instant at,
      String policy,
      Integer number,
      Integer shadow) {
    var values = new HashMap<String, Object>();
    values.put("requestId", request);
    values.put("org", org);
    values.put("agent", agent(agent));
    var action = new HashMap<String, Object>();
    action.put("operation", operation);
    action.put("target", null);
    action.put("arguments", arguments);
    action.put("digest", "sha256:action");
    values.put("action", action);
    values.put("type", "authorized_decision");
    values.put("level", 1);
    var claims = new HashMap<String, Object>();
    claims.put("confidence", null);
    claims.put("risk", null);
    values.put("claims", claims);
    values.put(
        "policies",
        number == null
            ? List.of()
            : List.of(Map.of("layer", "organisation", "name", policy, "number", number)));
    values.put(
        "shadow",
        shadow == null
            ? List.of()
            : List.of(Map.of("layer", "organisation", "name", policy, "number", shadow)));
    values.put("priority", "normal");
    var response = new HashMap<String, Object>();
    response.put("options", List.of());
    response.put("form", null);
    values.put("response", response);
    values.put("submittedAt", at);
    values.put("expiresAt", at.plusSeconds(3600));
    values.put("dossierDigest", "sha256:dossier");
    values.put("door", "HTTP");
    send(TOPIC, org + "|" + agent, SUBMITTED, values, request);
  }

  /// A decision of humans on a request, as routing publishes it.
  Map<String, Object> decided(UUID request, String agent, String operation, String outcome) {
    var values = new HashMap<String, Object>();
    values.put("requestId", request);
    values.put("org", org);
    values.put("agent", agent(agent));
    values.put("operation", operation);
    values.put("actionDigest", "sha256:action");
    values.put("outcome", outcome);
    values.put("basis", "SENTINEL");
    values.put("policies", List.of());
    values.put("rules", List.of());
    values.put(
        "verdicts",
        List.of(
            Map.of(
                "sentinel", "ada",
                "panel", "duty",
                "qualification", "management.duty",
                "assurance", "passkey",
                "verdict", outcome.equals("REJECTED") ? "REJECT" : "APPROVE",
                "at", NOON.plusSeconds(60))));
    values.put("decidedAt", NOON.plusSeconds(60));
    values.put("type", "authorized_decision");
    values.put("level", 1);
    values.put("tier", "standard");
    return values;
  }

  private static Map<String, Object> agent(String id) {
    var agent = new HashMap<String, Object>();
    agent.put("id", id);
    agent.put("name", "Buyer");
    agent.put("version", "1");
    agent.put("owner", "olga");
    return agent;
  }

  private void send(String topic, String key, String event, Map<String, Object> values) {
    send(
        topic,
        key,
        event,
        values,
        UUID.nameUUIDFromBytes(
            (topic + key + event).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private void send(
      String topic, String key, String event, Map<String, Object> values, UUID subject) {
    kafka.produce(
        topic,
        key,
        envelope(Contracts.type(event), subject).headers(),
        wire.encode(topic, EventBody.of(event, values)));
  }

  static Envelope envelope(String type, UUID subject) {
    return new Envelope(
        Uuids.v5(subject, type),
        "/services/test",
        type,
        subject.toString(),
        NOON,
        "acme",
        null,
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }
}
