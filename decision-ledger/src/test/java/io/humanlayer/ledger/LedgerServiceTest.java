package io.humanlayer.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.EntryBundle;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.verifier.ReceiptVerification;
import io.humanlayer.verifier.Verification;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service on a real broker, database and registry.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class LedgerServiceTest {

  private static final String ORG = "acme";
  private static final OverHttp BILLING = new OverHttp("hl_billing");
  private static final OverHttp STRANGER = new OverHttp("hl_stranger");
  private static final String DECISIONS = "hl.decisions.v1";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;
  @Inject Jdbi jdbi;

  private TestKafka kafka;

  @BeforeEach
  void two_organisations_with_an_agent_each() {
    kafka = new TestKafka(servers);
    register(ORG, "billing", BILLING);
    register("rival", "spy", STRANGER);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void a_decision_becomes_a_leaf_whose_receipt_a_stranger_can_verify() {
    var request = request();
    decide(request, ids.next());

    byte[] receipt = BILLING.receipt(request);

    assertThat(ReceiptVerification.ofFile(receipt, BILLING.key(ORG)))
        .isInstanceOf(Verification.Verified.class);
    assertThat(new String(receipt, StandardCharsets.UTF_8))
        .contains("\"outcome\":\"REJECTED\"")
        .doesNotContain("Ada", "secret");
    assertThat(recordedDecisions()).contains(request.toString());
  }

  @Test
  void the_same_event_again_changes_nothing() {
    var request = request();
    UUID event = ids.next();
    decide(request, event);
    byte[] receipt = BILLING.receipt(request);

    decide(request, event);
    var later = request();
    decide(later, ids.next());
    BILLING.receipt(later);

    assertThat(leavesOf(event)).isEqualTo(1);
    assertThat(BILLING.receipt(request)).isEqualTo(receipt);
  }

  @Test
  void a_record_that_cannot_be_read_goes_to_the_dead_letters_and_the_next_one_flows() {
    var poisoned = request();
    var headers =
        Events.envelope(ids.next(), decision(poisoned), poisoned.toString(), ORG).headers();
    kafka.produce(DECISIONS, poisoned.toString(), headers, new byte[] {1, 2, 3});
    kafka.produce(DECISIONS, poisoned.toString(), new RecordHeaders(), new byte[] {4});
    var next = request();
    decide(next, ids.next());

    BILLING.receipt(next);
    var dead =
        kafka.await(
            DECISIONS + ".decision-ledger.dlq", 2, it -> poisoned.toString().equals(it.key()));
    assertThat(dead)
        .extracting(
            it ->
                new String(
                    it.headers().lastHeader("dead-letter-reason").value(), StandardCharsets.UTF_8))
        .anyMatch(reason -> reason.contains("wire format"))
        .anyMatch(reason -> reason.contains("ce_id is missing"));
    assertThat(BILLING.get("/v1/receipts/" + poisoned).statusCode()).isEqualTo(404);
  }

  @Test
  void the_published_tiles_and_entries_lead_to_the_signed_root() {
    var request = request();
    decide(request, ids.next());
    BILLING.receipt(request);
    String log = "/v1/logs/" + BILLING.origin(ORG);
    var note = SignedNote.parse(BILLING.get(log + "/checkpoint").asString());
    var head = Checkpoint.parse(note.text());

    var bundle =
        EntryBundle.read(BILLING.get(log + "/tile/entries/000.p/" + head.size()).asByteArray());
    var leaves = bundle.stream().map(Hash::ofLeaf).toList();

    assertThat(note.isSignedBy(BILLING.key(ORG))).isTrue();
    assertThat(MerkleTree.of(leaves).root()).isEqualTo(head.root());
    assertThat(BILLING.get(log + "/tile/0/000.p/" + head.size()).asByteArray())
        .hasSize(leaves.size() * Hash.LENGTH);
    assertThat(BILLING.get(log + "/tile/0/000").statusCode()).isEqualTo(404);
    assertThat(BILLING.get(log + "/tile/0/0.p/1").statusCode()).isEqualTo(404);
    assertThat(new String(bundle.getFirst(), StandardCharsets.UTF_8)).contains("hl.genesis");
    assertThat(BILLING.get(log + "/key").asString().strip()).isEqualTo(BILLING.key(ORG).vkey());
  }

  @Test
  void another_organisation_sees_nothing_and_nobody_sees_nothing_either() {
    var request = request();
    decide(request, ids.next());
    BILLING.receipt(request);
    String origin = BILLING.origin(ORG);

    assertThat(origin).doesNotContain(ORG).endsWith("-1.ledger.humanlayer.localhost");
    for (String path :
        List.of(
            "/v1/receipts/" + request,
            "/v1/logs?organisation=" + ORG,
            "/v1/logs/" + origin + "/checkpoint",
            "/v1/logs/" + origin + "/key",
            "/v1/logs/" + origin + "/tile/0/000.p/1",
            "/v1/logs/" + origin + "/tile/entries/000.p/1")) {
      assertThat(STRANGER.get(path).statusCode()).as(path).isEqualTo(404);
      assertThat(new OverHttp("hl_nobody").get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(given().get(path).statusCode()).as(path).isEqualTo(401);
      assertThat(asOperator(path)).as(path).isEqualTo(200);
    }
  }

  private int asOperator(String path) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .get(path)
        .statusCode();
  }

  private RequestId request() {
    return new RequestId(ids.next());
  }

  private static EventBody decision(RequestId request) {
    return Events.rejected(ORG, request);
  }

  private void decide(RequestId request, UUID event) {
    send(DECISIONS, request.toString(), event, request.toString(), ORG, decision(request));
  }

  private void register(String org, String agent, OverHttp reader) {
    var body = Events.registered(org, agent, List.of(Tokens.hash(reader.apiKey())));
    send("hl.agents.v1", org + "/" + agent, ids.next(), ids.next().toString(), org, body);
    Await.until(() -> reader.get("/v1/receipts/" + UUID.randomUUID()).statusCode() == 404);
  }

  private void send(String topic, String key, UUID id, String subject, String org, EventBody body) {
    kafka.produce(
        topic, key, Events.envelope(id, body, subject, org).headers(), wire.encode(topic, body));
  }

  private int leavesOf(UUID event) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from ledger_entry where event_id = :event")
                .bind("event", event)
                .mapTo(Integer.class)
                .one());
  }

  private List<String> recordedDecisions() {
    return jdbi
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select payload from journal where type = 'io.humanlayer.ledger.Recorded.v1'")
                    .mapTo(byte[].class)
                    .list())
        .stream()
        .flatMap(it -> wire.decode("io.humanlayer.ledger.Recorded", it).texts("decisions").stream())
        .toList();
  }
}
