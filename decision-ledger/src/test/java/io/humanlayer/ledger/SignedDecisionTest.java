package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.testkit.passkey.SoftPasskey;
import io.humanlayer.verifier.DisclosuresVerification;
import io.humanlayer.verifier.EvidenceVerification;
import io.humanlayer.verifier.ReceiptVerification;
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
import java.util.TreeMap;
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
    return intent(request, verdict, "null");
  }

  private static String intent(RequestId request, String verdict, String head) {
    return "{\"actionDigest\":\"sha256:%s\",\"logHead\":%s,\"requestId\":\"%s\",\"sentinel\":\"s-7f3k\",\"type\":\"hl.intent/1\",\"verdict\":\"%s\"}"
        .formatted("a".repeat(64), head, request, verdict);
  }

  /// What somebody has who checks a signed decision.
  @SuppressWarnings("ArrayRecordComponent")
  private record Proof(byte[] disclosures, byte[] decision, byte[] bundle, byte[] registration) {

    Verification checked(byte[]... registrations) {
      return DisclosuresVerification.ofFile(
          disclosures, decision, bundle, List.of(registrations), AGENT.key("signed"));
    }

    Proof with(byte[] otherDisclosures) {
      return new Proof(otherDisclosures, decision, bundle, registration);
    }
  }

  private Proof recorded(
      RequestId request, String intent, SoftPasskey by, boolean registeredFirst) {
    return recorded(request, intent, "payments", by, registeredFirst);
  }

  /// Has the passkey of s-7f3k registered, and a rejection recorded that `by` has signed.
  private Proof recorded(
      RequestId request, String intent, String panel, SoftPasskey by, boolean registeredFirst) {
    UUID registration = ids.next();
    UUID decision = ids.next();
    try (var kafka = new TestKafka(servers)) {
      var agent = Events.registered("signed", "agent", List.of(Tokens.hash(AGENT.apiKey())));
      send(kafka, "hl.agents.v1", "signed/agent", ids.next(), agent);
      Await.until(() -> AGENT.get("/v1/receipts/" + UUID.randomUUID()).statusCode() == 404);
      Runnable decide =
          () -> {
            var signed = by.sign(Assertion.challenge(intent.getBytes(StandardCharsets.UTF_8)));
            var body =
                Events.rejectedAndSigned(
                    "signed", request, panel, intent, signed, by.publicKey(), registration);
            send(kafka, "hl.decisions.v1", request.toString(), decision, body);
            Await.until(() -> AGENT.get("/v1/receipts/" + request + "/bundle").statusCode() == 200);
          };
      Runnable register =
          () -> {
            String key = "signed/s-7f3k/" + registration;
            var body = Events.passkey("signed", "s-7f3k", PASSKEY);
            send(kafka, "hl.sentinels.v1", key, registration, body);
            Await.until(() -> AGENT.get("/v1/receipts/" + registration).statusCode() == 200);
          };
      if (registeredFirst) {
        register.run();
        decide.run();
      } else {
        decide.run();
        register.run();
      }
    }
    String path = "/v1/receipts/" + request;
    return new Proof(
        AGENT.get(path + "/disclosures").asByteArray(),
        AGENT.get(path + "/decision.json").asByteArray(),
        AGENT.get(path + "/bundle").asByteArray(),
        AGENT.get("/v1/receipts/" + registration).asByteArray());
  }

  private void send(TestKafka kafka, String topic, String key, UUID id, EventBody body) {
    String subject = topic.startsWith("hl.decisions") ? key : id.toString();
    kafka.produce(
        topic,
        key,
        Events.envelope(id, body, subject, "signed").headers(),
        wire.encode(topic, body));
  }

  private static void refused(Verification verification, String why) {
    assertThat(verification)
        .isInstanceOfSatisfying(
            Verification.Refused.class, it -> assertThat(it.reason()).contains(why));
  }

  @Test
  void the_signature_is_checked_against_the_sealed_decision_and_every_changed_byte_is_refused()
      throws IOException {
    var request = new RequestId(ids.next());
    Proof files = recorded(request, intent(request, "reject"), PASSKEY, true);

    Verification verification = files.checked(files.registration());

    assertThat(verification)
        .as("%s", verification)
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it -> {
              assertThat(it.checks())
                  .anyMatch(step -> step.contains("signed SHA-256 of the intent of s-7f3k"))
                  .anyMatch(step -> step.contains("registered as one of s-7f3k at position"));
              assertThat(it.meaning())
                  .anyMatch(line -> line.startsWith("Signed with passkey"))
                  .noneMatch(line -> line.contains("not proven"));
            });
    assertThat(new String(files.decision(), StandardCharsets.UTF_8))
        .as("the sealed document has the digest alone")
        .doesNotContain("authenticatorData", PASSKEY.credential());
    for (int i = 0; i < files.disclosures().length; i++) {
      assertThat(files.with(changed(files.disclosures(), i)).checked(files.registration()))
          .as("byte %d", i)
          .isInstanceOf(Verification.Refused.class);
    }
    for (int i = 0; i < files.registration().length; i += 5) {
      assertThat(files.checked(changed(files.registration(), i)))
          .as("byte %d of the registration", i)
          .isInstanceOf(Verification.Refused.class);
    }
    leave(intent(request, "reject"));
  }

  private static byte[] changed(byte[] file, int at) {
    byte[] changed = file.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void whose_passkey_it_is_follows_from_its_registration_and_from_nothing_we_say() {
    var request = new RequestId(ids.next());
    Proof signed = recorded(request, intent(request, "reject"), PASSKEY, true);
    assertThat(signed.checked())
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it ->
                assertThat(it.meaning())
                    .anyMatch(line -> line.contains("is not proven by these files")));

    var forged = new RequestId(ids.next());
    Proof ours = recorded(forged, intent(forged, "reject"), PASSKEY.butWithAnotherKey(), true);
    refused(ours.checked(ours.registration()), "is of another passkey");

    var early = new RequestId(ids.next());
    Proof late = recorded(early, intent(early, "reject"), PASSKEY, false);
    refused(late.checked(late.registration()), "registered after the decision");
  }

  @Test
  void the_package_has_the_signature_and_whose_it_is_and_every_change_of_them_is_refused() {
    var request = new RequestId(ids.next());
    Proof files = recorded(request, intent(request, "reject"), PASSKEY, true);
    byte[] zip = evidence(request);

    var content = EvidenceZip.read(zip);
    assertThat(content.get(HumanFiles.DISCLOSURES)).isEqualTo(files.disclosures());
    assertThat(content.keySet())
        .contains(
            "webauthn/0/intent.json",
            "webauthn/0/authenticatorData.bin",
            "webauthn/0/clientDataJSON.json",
            "webauthn/0/signature.der",
            "webauthn/0/credential.pem")
        .anyMatch(name -> name.startsWith("authority/passkey-"));
    assertThat(new String(content.get("VERIFY.md"), StandardCharsets.UTF_8))
        .contains("openssl dgst -sha256 -verify webauthn/0/credential.pem");
    assertThat(packaged(zip))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it ->
                assertThat(it.checks())
                    .anyMatch(step -> step.contains("registered as one of s-7f3k at position")));

    content.keySet().stream()
        .filter(name -> name.contains("/") || name.equals(HumanFiles.DISCLOSURES))
        .forEach(
            name -> {
              byte[] file = content.get(name);
              for (int at = 0; at < file.length; at += Math.max(1, file.length / 20)) {
                var other = new TreeMap<>(content);
                other.put(name, changed(file, at));
                assertThat(packaged(EvidenceZip.write(other)))
                    .as("%s byte %d", name, at)
                    .isInstanceOf(Verification.Refused.class);
              }
            });
    var stranger = new TreeMap<>(content);
    stranger.put("authority/passkey-" + ids.next() + ".json", files.registration());
    refused(packaged(EvidenceZip.write(stranger)), "does not follow from what is proven");
  }

  @Test
  void the_log_that_the_signer_had_seen_is_the_one_that_proves_the_decision() {
    var before = new RequestId(ids.next());
    var _ = recorded(before, intent(before, "reject"), PASSKEY, true);
    String origin = AGENT.key("signed").name();
    var seen = Checkpoint.parse(SignedNote.parse(checkpoint(origin)).text());
    var request = new RequestId(ids.next());
    var _ = recorded(request, intent(request, "reject", head(seen, seen.root())), PASSKEY, true);

    byte[] zip = evidence(request);

    var content = EvidenceZip.read(zip);
    assertThat(content).containsKey("webauthn/0/head.consistency");
    byte[] hashes = content.get("webauthn/0/head.consistency");
    assertThat(hashes.length).isPositive();
    for (int at = 0; at < hashes.length; at++) {
      for (int value = 0; value < 256; value += at % 45 == 44 ? 1 : 51) {
        if ((byte) value != hashes[at]) {
          var changed = new TreeMap<>(content);
          byte[] other = hashes.clone();
          other[at] = (byte) value;
          changed.put("webauthn/0/head.consistency", other);
          assertThat(packaged(EvidenceZip.write(changed)))
              .as("byte %d as %d", at, value)
              .isInstanceOf(Verification.Refused.class);
        }
      }
    }
    assertThat(packaged(zip))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it ->
                assertThat(it.checks())
                    .contains(
                        "The log has grown from the head of %s entries that was signed with verdict 0."
                            .formatted(seen.size())));

    var other = new RequestId(ids.next());
    var _ = recorded(other, intent(other, "reject", head(seen, Hash.ofNothing())), PASSKEY, true);
    refused(packaged(evidence(other)), "has not grown from the head that was signed");
  }

  private static String head(Checkpoint seen, Hash root) {
    return "{\"origin\":\"%s\",\"root\":\"%s\",\"size\":%d}"
        .formatted(seen.origin(), root.base64(), seen.size());
  }

  private static String checkpoint(String origin) {
    return AGENT.get("/v1/logs/" + origin + "/checkpoint").asString();
  }

  private static byte[] evidence(RequestId request) {
    return Await.until(
            "the package",
            () -> AGENT.get("/v1/evidence/" + request + ".zip"),
            answer -> answer.statusCode() == 200)
        .asByteArray();
  }

  private static Verification packaged(byte[] zip) {
    return EvidenceVerification.ofFile(zip, AGENT.key("signed"));
  }

  @Test
  void a_signature_over_another_verdict_is_refused() {
    var request = new RequestId(ids.next());
    Proof files = recorded(request, intent(request, "approve"), PASSKEY, true);

    refused(files.checked(files.registration()), "what was signed is another verdict");
  }

  @Test
  void whoever_broke_the_glass_has_signed_that_they_do_and_nothing_else_will_do() {
    var request = new RequestId(ids.next());
    String emergency = "emergency.break-glass";
    String alone = intent(request, "break-glass");
    Proof broken = recorded(request, alone, emergency, PASSKEY, true);
    assertThat(broken.checked(broken.registration())).isInstanceOf(Verification.Verified.class);

    var plain = new RequestId(ids.next());
    Proof seated = recorded(plain, intent(plain, "reject"), emergency, PASSKEY, true);
    refused(seated.checked(seated.registration()), "what was signed is another verdict");
    var other = new RequestId(ids.next());
    Proof reverse = recorded(other, intent(other, "break-glass"), "payments", PASSKEY, true);
    refused(reverse.checked(reverse.registration()), "what was signed is another verdict");
  }

  @Test
  void a_registration_has_a_receipt_like_any_event_which_is_no_receipt_of_a_decision() {
    var request = new RequestId(ids.next());
    Proof files = recorded(request, intent(request, "reject"), PASSKEY, true);

    assertThat(ReceiptVerification.ofEvent(files.registration(), AGENT.key("signed")))
        .isInstanceOfSatisfying(
            Verification.Verified.class,
            it ->
                assertThat(it.meaning())
                    .anyMatch(line -> line.contains("PasskeyRegistered"))
                    .anyMatch(line -> line.contains("s-7f3k")));
    refused(
        ReceiptVerification.ofFile(files.registration(), AGENT.key("signed")),
        "the entry is not a decision");
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
