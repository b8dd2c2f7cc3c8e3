package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.testkit.passkey.SoftPasskey;
import io.humanlayer.verifier.DisclosuresVerification;
import io.humanlayer.verifier.Verification;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// A verdict that was signed with a passkey, from the decision's event to a check without us.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class SignedDecisionTest {

  private static final OverHttp AGENT = new OverHttp("hl_signed");
  private static final SoftPasskey PASSKEY = SoftPasskey.of("localhost", "http://localhost:8083");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;

  private static String intent(RequestId request, String verdict) {
    return "{\"actionDigest\":\"sha256:%s\",\"logHead\":null,\"requestId\":\"%s\",\"sentinel\":\"s-7f3k\",\"type\":\"hl.intent/1\",\"verdict\":\"%s\"}"
        .formatted("a".repeat(64), request, verdict);
  }

  /// Has the decision recorded; gives the path of its receipt.
  private String recorded(RequestId request, String intent) {
    try (var kafka = new TestKafka(servers)) {
      var agent = Events.registered("signed", "agent", List.of(Tokens.hash(AGENT.apiKey())));
      send(kafka, "hl.agents.v1", "signed/agent", agent);
      Await.until(() -> AGENT.get("/v1/receipts/" + UUID.randomUUID()).statusCode() == 404);
      var signed = PASSKEY.sign(Assertion.challenge(intent.getBytes(StandardCharsets.UTF_8)));
      send(
          kafka,
          "hl.decisions.v1",
          request.toString(),
          Events.rejectedAndSigned("signed", request, intent, signed, PASSKEY.publicKey()));
    }
    String path = "/v1/receipts/" + request;
    Await.until(() -> AGENT.get(path + "/bundle").statusCode() == 200);
    return path;
  }

  private void send(TestKafka kafka, String topic, String key, EventBody body) {
    UUID id = ids.next();
    String subject = topic.startsWith("hl.decisions") ? key : id.toString();
    kafka.produce(
        topic,
        key,
        Events.envelope(id, body, subject, "signed").headers(),
        wire.encode(topic, body));
  }

  @Test
  void the_signature_is_checked_against_the_sealed_decision_and_every_changed_byte_is_refused()
      throws IOException {
    var request = new RequestId(ids.next());
    String path = recorded(request, intent(request, "reject"));
    byte[] decision = AGENT.get(path + "/decision.json").asByteArray();
    byte[] bundle = AGENT.get(path + "/bundle").asByteArray();
    byte[] disclosures = AGENT.get(path + "/disclosures").asByteArray();

    Verification verification =
        DisclosuresVerification.ofFile(disclosures, decision, bundle, AGENT.key("signed"));

    assertThat(verification)
        .as("%s", verification)
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it -> {
              assertThat(it.checks())
                  .anyMatch(step -> step.contains("passkey of s-7f3k has signed"));
              assertThat(it.meaning()).anyMatch(line -> line.startsWith("Signed by s-7f3k"));
            });
    assertThat(new String(decision, StandardCharsets.UTF_8))
        .as("the sealed document has the digest alone")
        .doesNotContain("authenticatorData", PASSKEY.credential());
    for (int i = 0; i < disclosures.length; i++) {
      byte[] changed = disclosures.clone();
      changed[i] ^= 1;
      assertThat(DisclosuresVerification.ofFile(changed, decision, bundle, AGENT.key("signed")))
          .as("byte %d", i)
          .isInstanceOf(Verification.Refused.class);
    }
    leave(intent(request, "reject"));
  }

  @Test
  void a_signature_over_another_verdict_is_refused() {
    var request = new RequestId(ids.next());
    String path = recorded(request, intent(request, "approve"));

    assertThat(
            DisclosuresVerification.ofFile(
                AGENT.get(path + "/disclosures").asByteArray(),
                AGENT.get(path + "/decision.json").asByteArray(),
                AGENT.get(path + "/bundle").asByteArray(),
                AGENT.key("signed")))
        .isInstanceOfSatisfying(
            Verification.Refused.class,
            it -> assertThat(it.reason()).contains("what was signed is another verdict"));
  }

  /// For openssl: see tests/independent/run.
  private static void leave(String intent) throws IOException {
    var signed = PASSKEY.sign(Assertion.challenge(intent.getBytes(StandardCharsets.UTF_8)));
    Path folder =
        Path.of(System.getProperty("humanlayer.root"))
            .resolve("decision-ledger/target/independent-passkey");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("intent.json"), intent);
    Files.write(folder.resolve("authenticatorData.bin"), decoded(signed.authenticatorData()));
    Files.write(folder.resolve("clientDataJSON.json"), decoded(signed.clientData()));
    Files.write(folder.resolve("signature.der"), decoded(signed.signature()));
    Files.write(folder.resolve("publicKey.der"), PASSKEY.publicKey());
  }

  private static byte[] decoded(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }
}
