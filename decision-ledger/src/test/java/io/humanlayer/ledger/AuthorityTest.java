package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.verifier.EvidenceVerification;
import io.humanlayer.verifier.Verification;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// By what right a decision was made, from the events of others to a check without us.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AuthorityTest {

  private static final String DIGEST = "sha256:" + "d".repeat(64);
  private static final List<Map<String, Object>> POLICIES =
      List.of(Map.of("layer", "organisation", "name", "payments", "number", 3, "digest", DIGEST));

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;

  private TestKafka kafka;
  private String org;
  private OverHttp agent;

  @BeforeEach
  void an_organisation() {
    kafka = new TestKafka(servers);
    org = "right" + UUID.randomUUID().toString().substring(0, 8);
    agent = new OverHttp("hl_" + org);
    send("hl.agents.v1", Events.registered(org, "agent", List.of(Tokens.hash(agent.apiKey()))));
    Await.until(() -> agent.get("/v1/receipts/" + UUID.randomUUID()).statusCode() == 404);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void the_package_proves_the_policy_and_the_habilitation() {
    recorded("hl.sentinels.v1", Events.sentinel(org, "s-7f3k", "finance.payments"));
    recorded("hl.policies.v1", Events.policy(org, 3, DIGEST));
    recorded("hl.policies.v1", Events.policy(org, 4, DIGEST));

    byte[] zip = decided(Map.of());

    assertThat(EvidenceZip.read(zip).keySet())
        .filteredOn(name -> name.startsWith("authority/"))
        .hasSize(2)
        .anyMatch(name -> name.startsWith("authority/policy-"))
        .anyMatch(name -> name.startsWith("authority/sentinel-"));
    assertThat(verified(zip))
        .satisfies(
            it -> {
              assertThat(it.checks())
                  .anyMatch(
                      step ->
                          step.startsWith(
                              "Policy organisation/payments, number 3 was published, at position"))
                  .anyMatch(
                      step ->
                          step.startsWith(
                              "s-7f3k held finance.payments by the register, at position"));
              assertThat(it.meaning()).noneMatch(line -> line.contains("not proven"));
            });
    everyChangeIsRefused(zip);
  }

  @Test
  void whoever_decides_for_another_is_proven_with_both_and_the_delegation() {
    recorded("hl.sentinels.v1", Events.sentinel(org, "holder", "finance.payments"));
    recorded("hl.sentinels.v1", Events.sentinel(org, "s-7f3k", "finance.deputy"));
    recorded("hl.sentinels.v1", Events.delegationOffered(org, "d-1", "holder", "s-7f3k"));
    recorded("hl.sentinels.v1", Events.delegationAccepted(org, "d-1", "holder", "s-7f3k"));

    byte[] zip =
        decided(
            Map.of("qualification", "finance.deputy", "onBehalfOf", "holder", "delegation", "d-1"));

    assertThat(verified(zip).checks())
        .anyMatch(step -> step.startsWith("holder held finance.payments"))
        .anyMatch(step -> step.startsWith("holder had delegated it to s-7f3k, who had accepted"))
        .anyMatch(step -> step.startsWith("s-7f3k held finance.deputy"));
    assertThat(EvidenceZip.read(zip).keySet())
        .filteredOn(name -> name.startsWith("authority/"))
        .hasSize(4);
  }

  @Test
  void what_the_log_does_not_hold_is_said_to_be_unproven() {
    byte[] zip = decided(Map.of());

    assertThat(verified(zip).meaning())
        .contains(
            "That policy organisation/payments, number 3 was published is not proven by these files.",
            "That s-7f3k held finance.payments is not proven by these files.");
  }

  @Test
  void a_decision_by_somebody_whom_the_register_knows_without_the_qualification_is_refused() {
    recorded("hl.sentinels.v1", Events.sentinel(org, "s-7f3k", "finance.payments"));
    recorded("hl.sentinels.v1", Events.sentinel(org, "s-7f3k", "legal.counsel"));

    refused(decided(Map.of()), "did not hold finance.payments at the time of the verdict");
  }

  @Test
  void a_policy_that_was_published_with_another_content_is_refused() {
    recorded("hl.policies.v1", Events.policy(org, 3, "sha256:" + "e".repeat(64)));

    refused(decided(Map.of()), "was published with another digest");
  }

  @Test
  void what_a_grant_answered_is_proven_with_the_grant_and_one_for_something_else_is_refused() {
    var made = new RequestId(ids.next());
    recorded("hl.grants.v1", Events.grantMade(org, "g-1", made, "bank.transfer"));
    recorded("hl.grants.v1", Events.grantMade(org, "g-2", made, "mail.send"));
    var request = new RequestId(ids.next());
    var other = new RequestId(ids.next());
    var unknown = new RequestId(ids.next());

    byte[] zip = evidence(request, Events.granted(org, request, "g-1", made));

    assertThat(verified(zip).checks())
        .anyMatch(
            step ->
                step.startsWith(
                    "Grant g-1 was made by s-7f3k with the decision of request " + made));
    refused(
        evidence(other, Events.granted(org, other, "g-2", made)),
        "grant g-2 is for something else");
    assertThat(verified(evidence(unknown, Events.granted(org, unknown, "g-3", made))).meaning())
        .contains("Grant g-3 is not proven by these files.");
  }

  private void everyChangeIsRefused(byte[] zip) {
    var content = EvidenceZip.read(zip);
    for (String name : content.keySet()) {
      if (name.startsWith("authority/")) {
        byte[] file = content.get(name);
        for (int at = 0; at < file.length; at += 7) {
          byte[] changed = file.clone();
          changed[at] ^= 1;
          refused(with(content, name, changed), "");
        }
        var without = new TreeMap<>(content);
        without.remove(name);
        refused(EvidenceZip.write(without), "VERIFY.md does not follow");
        refused(
            with(
                content,
                name.replace("policy-", "delegation-").replace("sentinel-", "policy-"),
                file),
            "is about nothing in the decision");
      }
    }
  }

  private static byte[] with(Map<String, byte[]> content, String name, byte[] file) {
    var other = new TreeMap<>(content);
    other.put(name, file);
    return EvidenceZip.write(other);
  }

  private Verification.Verified verified(byte[] zip) {
    var verification = EvidenceVerification.ofFile(zip, agent.key(org));
    assertThat(verification).as("%s", verification).isInstanceOf(Verification.Verified.class);
    return (Verification.Verified) verification;
  }

  private void refused(byte[] zip, String why) {
    assertThat(EvidenceVerification.ofFile(zip, agent.key(org)))
        .isInstanceOfSatisfying(
            Verification.Refused.class, it -> assertThat(it.reason()).contains(why));
  }

  /// The package of a decision under [#POLICIES], by a verdict with `more`.
  private byte[] decided(Map<String, Object> more) {
    var request = new RequestId(ids.next());
    return evidence(request, Events.rejectedUnder(org, request, POLICIES, more));
  }

  private byte[] evidence(RequestId request, EventBody body) {
    kafka.produce(
        "hl.decisions.v1",
        request.toString(),
        Events.envelope(ids.next(), body, request.toString(), org).headers(),
        wire.encode("hl.decisions.v1", body));
    return Await.until(
            "the package",
            () -> agent.get("/v1/evidence/" + request + ".zip"),
            answer -> answer.statusCode() == 200)
        .asByteArray();
  }

  /// Sends the event and waits until the log has it.
  private void recorded(String topic, EventBody body) {
    UUID id = send(topic, body);
    Await.until(() -> agent.get("/v1/receipts/" + id).statusCode() == 200);
  }

  private UUID send(String topic, EventBody body) {
    UUID id = ids.next();
    kafka.produce(
        topic,
        org + "/" + id,
        Events.envelope(id, body, id.toString(), org).headers(),
        wire.encode(topic, body));
    return id;
  }
}
