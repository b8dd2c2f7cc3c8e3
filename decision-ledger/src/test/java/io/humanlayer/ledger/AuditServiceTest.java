package io.humanlayer.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.core.usage.DecisionUse;
import io.humanlayer.ledger.core.usage.Registration;
import io.humanlayer.ledger.core.usage.Statement;
import io.humanlayer.ledger.wire.Events;
import io.humanlayer.ledger.wire.UsageJson;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.ConsistencyProof;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.decision.HashedRekord;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.infrastructure.TestKafka;
import io.humanlayer.web.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What auditors, accountants and Sigstore clients are given, over HTTP.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AuditServiceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORG = "globex";
  private static final OverHttp BILLING = new OverHttp("hl_globex_billing");
  private static final OverHttp OTHER = new OverHttp("hl_globex_other");
  private static final OverHttp STRANGER = new OverHttp("hl_initech");
  private static final String DECISIONS = "hl.decisions.v1";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Inject AvroWire wire;
  @Inject EventIds ids;

  private TestKafka kafka;

  @BeforeEach
  void two_agents_and_a_stranger() {
    kafka = new TestKafka(servers);
    register(ORG, "billing", BILLING);
    register(ORG, "other", OTHER);
    register("initech", "spy", STRANGER);
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void a_decision_has_a_sealed_artefact_and_a_sigstore_bundle_over_it() throws Exception {
    RequestId request = decided();
    byte[] statement = BILLING.get("/v1/receipts/" + request + "/decision.json").asByteArray();
    Response bundle = BILLING.get("/v1/receipts/" + request + "/bundle");
    String root = BILLING.get("/v1/trusted_root.json?organisation=" + ORG).asString();
    JsonNode disclosures =
        JSON.readTree(BILLING.get("/v1/receipts/" + request + "/disclosures").asString());

    JsonNode entry = JSON.readTree(bundle.asString()).at("/verificationMaterial/tlogEntries/0");
    String body = text(entry.get("canonicalizedBody").asText());
    JsonNode proof = entry.get("inclusionProof");
    var note = SignedNote.parse(proof.at("/checkpoint/envelope").asText());
    assertThat(bundle.contentType()).startsWith("application/vnd.dev.sigstore.bundle.v0.3+json");
    assertThat(HashedRekord.parse(body).seals(statement)).isTrue();
    assertThat(note.isSignedBy(BILLING.key(ORG))).isTrue();
    assertThat(
            new InclusionProof(
                    proof.get("logIndex").asLong(), proof.get("treeSize").asLong(), hashes(proof))
                .proves(Hash.ofLeaf(body), Checkpoint.parse(note.text()).root()))
        .isTrue();
    assertThat(JSON.readTree(root).at("/tlogs/0/logId/keyId").asText())
        .isEqualTo(BILLING.key(ORG).logId().base64());
    assertThat(disclosures.get("disclosures")).hasSize(3);
    disclosures
        .get("disclosures")
        .forEach(
            it ->
                assertThat(new String(statement, StandardCharsets.UTF_8))
                    .contains(it.get("digest").asText()));
    assertThat(new String(statement, StandardCharsets.UTF_8)).doesNotContain("Ada", "DE00");
    assertThat(STRANGER.get("/v1/receipts/" + request + "/bundle").statusCode()).isEqualTo(404);
    keepForIndependentTools(request, statement, bundle.asString(), root, note.toString());
  }

  @Test
  void an_erasure_takes_what_people_wrote_and_leaves_every_proof() throws Exception {
    RequestId request = decided();
    byte[] receipt = BILLING.receipt(request);
    String bundle = BILLING.get("/v1/receipts/" + request + "/bundle").asString();
    String path = "/v1/receipts/" + request + "/disclosures";
    assertThat(BILLING.get(path).asString()).contains("\"reason\"");

    var erased = ids.next();
    send(
        "hl.intake.v1",
        ORG + "|billing",
        erased,
        request.toString(),
        EventBody.of(
            "io.humanlayer.intake.DossierErased",
            Map.of(
                "requestId",
                request,
                "org",
                ORG,
                "authority",
                "data-protection-officer",
                "reasonCode",
                "subject-request",
                "at",
                Events.AT)));

    Await.until(() -> BILLING.get(path).asString().equals("{\"disclosures\":[]}"));
    assertThat(BILLING.receipt(new RequestId(erased))).asString().contains("DossierErased");
    assertThat(BILLING.receipt(request)).isEqualTo(receipt);
    assertThat(BILLING.get("/v1/receipts/" + request + "/bundle").asString()).isEqualTo(bundle);
    send(DECISIONS, request.toString(), ids.next(), request.toString(), decision(request));
    decided();
    assertThat(BILLING.get(path).asString())
        .as("what comes late")
        .isEqualTo("{\"disclosures\":[]}");
  }

  @Test
  void the_monthly_statement_is_reproduced_from_an_export_of_the_log() throws Exception {
    decided();
    send("hl.sentinels.v1", ORG + "/s-7f3k", ids.next(), ids.next().toString(), sentinel());
    decided();
    String month = Events.AT.toString().substring(0, 7);

    JsonNode statement = JSON.readTree(usage(month, "").asString());
    JsonNode period = JSON.readTree(export().asString());

    List<DecisionUse> decisions = new ArrayList<>();
    List<Registration> registrations = new ArrayList<>();
    long index = period.get("first").asLong();
    for (JsonNode leaf : period.get("leaves")) {
      JsonNode document = leaf.path("document");
      switch (document.path("type").asText()) {
        case "io.humanlayer.decisions.Decided.v1" ->
            decisions.add(UsageJson.decision(index, document.toString()));
        case "io.humanlayer.sentinels.SentinelRegistered.v1" ->
            registrations.add(UsageJson.registration(index, document.toString()));
        default -> {}
      }
      index++;
    }
    String again =
        UsageJson.json(
            ORG,
            month,
            statement.get("origin").asText(),
            statement.get("treeSize").asLong(),
            Statement.of(decisions, registrations));
    assertThat(JSON.readTree(again).get("lines")).isEqualTo(statement.get("lines"));
    assertThat(statement.get("lines").toString())
        .contains("\"basis\":\"SENTINEL\"", "\"source\":\"internal\"");
    assertThat(usage(month, "&format=csv").asString())
        .startsWith("organisation,month,type,level,basis,source,decisions,leaves\r\n")
        .contains("globex," + month + ",authorized_decision,3,SENTINEL,");
    assertThat(usage("2020-01", "").asString()).contains("\"lines\":[]");
    assertThat(usage("soon", "").statusCode()).isEqualTo(400);
  }

  @Test
  void an_exported_period_proves_itself() throws Exception {
    decided();
    decided();
    JsonNode period = JSON.readTree(export().asString());
    var later = SignedNote.parse(period.get("later").asText());
    Checkpoint head = Checkpoint.parse(later.text());

    List<Hash> leaves = new ArrayList<>();
    period.get("leaves").forEach(it -> leaves.add(Hash.ofLeaf(text(it.get("leaf").asText()))));

    assertThat(later.isSignedBy(NoteVerifier.parse(period.get("vkey").asText()))).isTrue();
    assertThat(period.get("first").asLong() + leaves.size()).isEqualTo(head.size());
    assertThat(root(hashes(period, "subtrees"), period.get("first").asLong(), leaves))
        .isEqualTo(head.root());
    if (!period.get("earlier").isNull()) {
      var earlier = Checkpoint.parse(SignedNote.parse(period.get("earlier").asText()).text());
      assertThat(
              new ConsistencyProof(earlier.size(), head.size(), hashes(period, "consistency"))
                  .proves(earlier.root(), head.root()))
          .isTrue();
    }
    String log = "/v1/logs/" + period.get("origin").asText();
    JsonNode joined =
        JSON.readTree(BILLING.get(log + "/consistency?from=2&to=" + head.size()).asString());
    assertThat(joined.get("hashes")).isNotEmpty();
    assertThat(BILLING.get(log + "/consistency?from=0").statusCode()).isEqualTo(400);
    assertThat(BILLING.get(log + "/consistency?from=1&to=99999999").statusCode()).isEqualTo(400);
  }

  @Test
  void an_auditor_finds_by_agent_operation_sentinel_and_rule_and_an_agent_only_what_is_its_own()
      throws Exception {
    RequestId request = decided();
    String mine =
        "/v1/audit/search?organisation=globex&operation=bank.transfer&sentinel=s-7f3k"
            + "&rule=transfer-large&agent=billing";

    JsonNode found = JSON.readTree(asOperator(mine).asString());
    assertThat(found.get("items").toString()).contains(request.toString());
    assertThat(JSON.readTree(BILLING.get(mine).asString()).get("items").toString())
        .contains(request.toString());
    assertThat(OTHER.get(mine).asString()).contains("\"items\":[]");
    assertThat(OTHER.get("/v1/audit/search?organisation=globex").asString())
        .doesNotContain(request.toString());
    assertThat(STRANGER.get(mine).statusCode()).isEqualTo(404);
    assertThat(asOperator(mine.replace("transfer-large", "another")).asString())
        .contains("\"items\":[]");
    assertThat(asOperator(mine + "&from=2030-01-01T00:00:00Z").asString()).contains("\"items\":[]");
    assertThat(BILLING.get("/v1/audit/export?organisation=globex").statusCode()).isEqualTo(403);

    decided();
    JsonNode page = JSON.readTree(asOperator(mine + "&limit=1").asString());
    JsonNode next =
        JSON.readTree(asOperator(mine + "&limit=1&cursor=" + page.get("next").asText()).asString());
    assertThat(next.at("/items/0/index").asLong()).isLessThan(page.at("/items/0/index").asLong());
    assertThat(BILLING.get(next.at("/items/0/receipt").asText()).statusCode()).isEqualTo(200);
    String origin = page.get("origin").asText();
    assertThat(
            given()
                .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
                .post("/v1/audit/logs/" + origin)
                .asString())
        .contains("\"clean\":true");
    assertThat(BILLING.get("/v1/audit/leaf-kinds/io.humanlayer.cases.Opened.v1").asString())
        .contains("additionalProperties");
  }

  /// RFC 9162 §2.1: the root over the subtrees and the leaves after them, by its definition alone.
  private static Hash root(List<Hash> subtrees, long first, List<Hash> leaves) {
    List<Hash> stack = new ArrayList<>(subtrees);
    long size = first;
    for (Hash leaf : leaves) {
      stack.add(leaf);
      size++;
      for (long rest = size; (rest & 1) == 0; rest >>>= 1) {
        Hash right = stack.removeLast();
        stack.add(Hash.ofNode(stack.removeLast(), right));
      }
    }
    Hash root = stack.removeLast();
    while (!stack.isEmpty()) {
      root = Hash.ofNode(stack.removeLast(), root);
    }
    return root;
  }

  /// `tests/independent/run` checks these files with tools that nobody here wrote.
  private static void keepForIndependentTools(
      RequestId request, byte[] statement, String bundle, String root, String note)
      throws Exception {
    Path folder = Files.createDirectories(Path.of("target/independent"));
    Files.write(folder.resolve("decision.json"), statement);
    Files.writeString(folder.resolve("decision.sigstore.json"), bundle);
    Files.writeString(folder.resolve("trusted_root.json"), root);
    Files.writeString(folder.resolve("checkpoint"), note);
    String log = "/v1/logs/" + BILLING.origin(ORG);
    Files.writeString(folder.resolve("seal.pub"), BILLING.get(log + "/seal.pub").asString());
    Files.writeString(folder.resolve("key"), BILLING.get(log + "/key").asString());
    Files.write(folder.resolve("receipt.json"), BILLING.receipt(request));
  }

  private RequestId decided() {
    var request = new RequestId(ids.next());
    send(DECISIONS, request.toString(), ids.next(), request.toString(), decision(request));
    BILLING.receipt(request);
    return request;
  }

  private static EventBody decision(RequestId request) {
    return Events.rejected(ORG, request);
  }

  private static EventBody sentinel() {
    return Events.sentinel(ORG, "s-7f3k");
  }

  private Response usage(String month, String more) {
    return BILLING.get("/v1/usage?organisation=" + ORG + "&month=" + month + more);
  }

  private static Response export() {
    return asOperator(
        "/v1/audit/export?organisation=globex&from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z");
  }

  private static Response asOperator(String path) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + RealInfrastructure.OPERATOR_TOKEN)
        .get(path);
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static List<Hash> hashes(JsonNode proof) {
    return hashes(proof, "hashes");
  }

  private static List<Hash> hashes(JsonNode json, String field) {
    List<Hash> hashes = new ArrayList<>();
    json.get(field).forEach(it -> hashes.add(Hash.fromBase64(it.asText())));
    return hashes;
  }

  private void register(String org, String agent, OverHttp reader) {
    var body = Events.registered(org, agent, List.of(Tokens.hash(reader.apiKey())));
    send("hl.agents.v1", org + "/" + agent, ids.next(), ids.next().toString(), body, org);
    Await.until(() -> reader.get("/v1/receipts/" + ids.next()).statusCode() == 404);
  }

  private void send(String topic, String key, UUID id, String subject, EventBody body) {
    send(topic, key, id, subject, body, ORG);
  }

  private void send(String topic, String key, UUID id, String subject, EventBody body, String org) {
    kafka.produce(
        topic, key, Events.envelope(id, body, subject, org).headers(), wire.encode(topic, body));
  }
}
