package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.evidence.EvidenceFiles;
import io.humanlayer.proof.evidence.EvidenceZip;
import io.humanlayer.proof.evidence.HumanFiles;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.verifier.EvidenceVerification;
import io.humanlayer.verifier.Verification;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The evidence package of a decision, as the running service hands it out.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class EvidenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OverHttp AGENT = new OverHttp("hl_evident");
  private static final OverHttp STRANGER = new OverHttp("hl_curious");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;

  @Test
  void a_decision_has_a_package_that_verifies_and_is_the_same_bytes_each_time() throws Exception {
    try (var kafka = new TestKafka(servers)) {
      register(kafka, "evident", AGENT);
      register(kafka, "curious", STRANGER);
      var request = new RequestId(ids.next());
      send(
          kafka,
          "hl.decisions.v1",
          request.toString(),
          "evident",
          Events.rejected("evident", request));
      String path = "/v1/evidence/" + request + ".zip";

      byte[] zip =
          Await.until(
                  "the package with a time stamp",
                  () -> AGENT.get(path),
                  it ->
                      it.statusCode() == 200
                          && EvidenceZip.read(it.asByteArray()).containsKey(EvidenceFiles.STAMP))
              .asByteArray();

      assertThat(EvidenceVerification.ofFile(zip, AGENT.key("evident")))
          .isInstanceOfSatisfying(
              Verification.Verified.class,
              it -> assertThat(it.meaning()).anyMatch(line -> line.contains("NOT A TRUSTED")));
      assertThat(AGENT.get(path).asByteArray()).isEqualTo(zip);
      assertThat(EvidenceZip.read(zip)).containsKey(HumanFiles.DISCLOSURES);
      assertThat(STRANGER.get(path).statusCode()).isEqualTo(404);
      assertThat(AGENT.get("/v1/evidence/" + UUID.randomUUID() + ".zip").statusCode())
          .isEqualTo(404);
      leave(zip);
      itsSealIsExported(request, EvidenceZip.read(zip));
    }
  }

  /// The form itself is judged by a validator that nobody here wrote, in `JadesSealTest`.
  private static void itsSealIsExported(RequestId request, Map<String, byte[]> zip)
      throws Exception {
    String path = "/v1/evidence/" + request + ".jades.json";
    var jades = AGENT.get(path);
    assertThat(jades.statusCode()).isEqualTo(200);
    assertThat(jades.contentType()).startsWith("application/jose+json");
    JsonNode sent = JSON.readTree(jades.asByteArray());
    String header = sent.path("protected").asText();
    JsonNode signed = JSON.readTree(Base64.getUrlDecoder().decode(header));
    assertThat(signed.at("/sigD/hashV/0").asText())
        .isEqualTo(url(Hash.sha256(file(zip, "decision.json")).bytes()));
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Base64.getDecoder().decode(signed.at("/x5c/0").asText())));
    var pem =
        new String(file(zip, "seal.pem"), StandardCharsets.US_ASCII).replaceAll("-.*-|\\s", "");
    assertThat(certificate.getPublicKey().getEncoded())
        .as("the key of the seal")
        .isEqualTo(Base64.getDecoder().decode(pem));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(certificate);
    signature.update((header + ".").getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(sent.path("signature").asText())))
        .isTrue();
    assertThat(STRANGER.get(path).statusCode()).isEqualTo(404);
  }

  private static byte[] file(Map<String, byte[]> zip, String name) {
    return Objects.requireNonNull(zip.get(name), name);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// For the tools of others: see tests/independent/seals.
  private static void leave(byte[] zip) throws IOException {
    Path folder =
        Path.of(System.getProperty("humanlayer.root"))
            .resolve("decision-ledger/target/independent-seals");
    Files.createDirectories(folder);
    for (var file : EvidenceZip.read(zip).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private void register(TestKafka kafka, String org, OverHttp reader) {
    var body = Events.registered(org, "agent", List.of(Tokens.hash(reader.apiKey())));
    send(kafka, "hl.agents.v1", org + "/agent", org, body);
    Await.until(() -> reader.get("/v1/receipts/" + UUID.randomUUID()).statusCode() == 404);
  }

  private void send(TestKafka kafka, String topic, String key, String org, EventBody body) {
    UUID id = ids.next();
    String subject = topic.startsWith("hl.decisions") ? key : id.toString();
    kafka.produce(
        topic, key, Events.envelope(id, body, subject, org).headers(), wire.encode(topic, body));
  }
}
