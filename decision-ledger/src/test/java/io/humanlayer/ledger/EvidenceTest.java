package io.humanlayer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.proof.evidence.EvidenceFiles;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The evidence package of a decision, as the running service hands it out.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class EvidenceTest {

  private static final OverHttp AGENT = new OverHttp("hl_evident");
  private static final OverHttp STRANGER = new OverHttp("hl_curious");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;

  @Test
  void a_decision_has_a_package_that_verifies_and_is_the_same_bytes_each_time() throws IOException {
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
      assertThat(STRANGER.get(path).statusCode()).isEqualTo(404);
      assertThat(AGENT.get("/v1/evidence/" + UUID.randomUUID() + ".zip").statusCode())
          .isEqualTo(404);
      leave(zip);
    }
  }

  /// For the tools of others: see tests/independent/seals.
  private static void leave(byte[] zip) throws IOException {
    Path folder =
        Path.of(System.getProperty("humanlayer.root"))
            .resolve("decision-ledger/target/independent-seals");
    Files.createDirectories(folder);
    for (var file : EvidenceZip.read(zip).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
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
