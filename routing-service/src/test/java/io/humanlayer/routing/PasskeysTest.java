package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.give;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.Envelope;
import io.humanlayer.eventing.EventBody;
import io.humanlayer.proof.human.Assertion;
import io.humanlayer.proof.human.AssertionCheck;
import io.humanlayer.proof.human.RelyingParty;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.passkey.SoftPasskey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Sentinels register passkeys and sign their verdicts with them; whatever is not as it must be is
/// refused, and counts for nothing less.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class PasskeysTest extends OnStage {

  private static final String WHY = "checked";

  @Test
  void a_passkey_is_registered_with_a_question_that_is_answered_once() {
    Signer pia = Signer.of(sentinel("pia", "finance.pottery"));
    SoftPasskey passkey = Signer.newPasskey();
    String challenge = pia.challenge();
    var made = passkey.register(challenge);

    assertThat(pia.enrol(made).statusCode()).isEqualTo(303);
    assertThat(pia.enrol(made).statusCode()).as("the same answer again").isEqualTo(409);

    EventBody registered = registered("pia", passkey.credential());
    assertThat(registered.text("publicKey"))
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(passkey.publicKey()));
    assertThat(registered.text("relyingParty")).isEqualTo("localhost");
    assertThat(registered.text("origin")).isEqualTo(Signer.PAGE);
    assertThat(registered.integer("algorithm")).isEqualTo(-7);
    assertThat(registered.integer("proofingLevel")).isEqualTo(1);
    assertThat(registered.text("attestationDigest")).startsWith("sha256:");
    assertThat(pia.browser().get("/console/passkeys").asString()).contains("No. 1");
    assertThat(pia.remove(passkey).statusCode()).isEqualTo(303);
    assertThat(pia.browser().get("/console/passkeys").asString()).contains("no passkey yet");
    assertThat(pia.enrol(passkey.register(pia.challenge())).statusCode())
        .as("one that was removed never comes back")
        .isEqualTo(409);
  }

  @Test
  void what_is_no_proper_registration_registers_nothing() {
    Signer pip = Signer.of(sentinel("pip", "finance.pottery"));
    Signer pol = Signer.of(sentinel("pol", "finance.pottery"));
    SoftPasskey passkey = Signer.newPasskey();

    String polsChallenge = pol.challenge();
    assertThat(pip.enrol(passkey.register(polsChallenge)).statusCode()).isEqualTo(409);
    String challenge = pip.challenge();
    assertThat(pip.enrol(passkey.register("AAAA"), challenge).statusCode()).isEqualTo(409);
    assertThat(pip.enrol(passkey.butOn("https://evil.example").register(pip.challenge())))
        .returns(409, Response::statusCode);
    assertThat(pip.enrol(passkey.butFor("evil.example").register(pip.challenge())))
        .returns(409, Response::statusCode);
    assertThat(pip.enrol(passkey.butSaying(0x01).register(pip.challenge())))
        .as("without user verification")
        .returns(409, Response::statusCode);
    assertThat(
            pip.browser()
                .formParam("form_token", "other")
                .post("/console/passkeys/options")
                .statusCode())
        .isEqualTo(403);
    assertThat(pip.browser().get("/console/passkeys").asString()).contains("no passkey yet");
    assertThat(pol.enrol(passkey.register(pol.challenge())).statusCode()).isEqualTo(303);
    assertThat(pip.enrol(passkey.register(pip.challenge())).statusCode())
        .as("it is somebody else's")
        .isEqualTo(409);
  }

  @Test
  void a_signed_verdict_decides_and_its_signature_can_be_checked_without_us() {
    Signer quin = Signer.of(sentinel("quin", "finance.quarries"));
    SoftPasskey passkey = quin.enrolled();
    UUID id = stage.opened(stage.arbitrium("quarries"));
    JsonPath intent = quin.intent(id, "approve", WHY);

    Response given =
        quin.give(id, "approve", WHY, intent.getString("nonce"), passkey.sign(challenge(intent)));

    assertThat(given.statusCode()).isEqualTo(200);
    EventBody verdict = stage.decided(id).records("verdicts").getFirst();
    assertThat(verdict.text("assurance")).isEqualTo("passkey");
    EventBody kept = verdict.record("humanSignature");
    assertThat(kept.text("intent")).isEqualTo(intent.getString("intent"));
    assertThat(kept.uuid("registration")).isEqualTo(registration("quin"));
    assertThat(
            new Assertion(
                    kept.text("authenticatorData"), kept.text("clientData"), kept.text("signature"))
                .check(
                    kept.text("intent"),
                    passkey.publicKey(),
                    new RelyingParty("localhost", Set.of(Signer.PAGE))))
        .isInstanceOf(AssertionCheck.Holds.class);
    JsonPath signed = JsonPath.from(intent.getString("intent"));
    assertThat(signed.getString("sentinel")).isEqualTo("quin");
    assertThat(signed.getString("verdict")).isEqualTo("approve");
    assertThat(signed.getString("actionDigest")).isEqualTo(Ruled.DIGEST);
    assertThat(signed.getString("viewDigest")).startsWith("sha256:");
    assertThat(signed.getString("reasonDigest")).isEqualTo(stage.decided(id).text("reasonDigest"));
    assertThat(signed.getList("policies.digest")).containsExactly("sha256:7");
  }

  @Test
  void every_other_signature_is_refused_and_nothing_is_given() {
    Signer rex = Signer.of(sentinel("rex", "finance.rugs"));
    Signer ray = Signer.of(sentinel("ray", "finance.rugs"));
    SoftPasskey passkey = rex.enrolled();
    SoftPasskey rays = ray.enrolled();
    SoftPasskey removed = rex.enrolled();
    assertThat(rex.remove(removed).statusCode()).isEqualTo(303);
    UUID id = stage.opened(stage.arbitrium("rugs"));
    UUID other = stage.opened(stage.arbitrium("rugs"));

    for (SoftPasskey wrong :
        List.of(
            passkey.butOn("https://evil.example"),
            passkey.butFor("evil.example"),
            passkey.butFramed(),
            passkey.butSaying(0x01),
            passkey.butSaying(0x04),
            passkey.butWithAnotherKey(),
            rays,
            removed,
            Signer.newPasskey())) {
      JsonPath intent = rex.intent(id, "approve", WHY);
      refused(
          rex.give(id, "approve", WHY, intent.getString("nonce"), wrong.sign(challenge(intent))));
    }
    JsonPath intent = rex.intent(id, "approve", WHY);
    refused(rex.give(id, "approve", WHY, intent.getString("nonce"), passkey.sign("AAAA")));
    refused(
        rex.give(id, "approve", WHY, intent.getString("nonce"), passkey.sign(challenge(intent))));
    JsonPath rejection = rex.intent(id, "reject", WHY);
    refused(
        rex.give(
            id, "approve", WHY, rejection.getString("nonce"), passkey.sign(challenge(rejection))));
    JsonPath reasoned = rex.intent(id, "approve", WHY);
    refused(
        rex.give(
            id, "approve", "no", reasoned.getString("nonce"), passkey.sign(challenge(reasoned))));
    JsonPath elsewhere = rex.intent(other, "approve", WHY);
    refused(
        rex.give(
            id, "approve", WHY, elsewhere.getString("nonce"), passkey.sign(challenge(elsewhere))));
    JsonPath stale = rex.intent(id, "approve", WHY);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update intent set text = regexp_replace(text, '\"expiresAt\":\"[^\"]*\"',"
                    + " '\"expiresAt\":\"2020-01-01T00:00:00Z\"') where nonce = ?",
                stale.getString("nonce")));
    refused(rex.give(id, "approve", WHY, stale.getString("nonce"), passkey.sign(challenge(stale))));

    assertThat(stage.types(id)).doesNotContain("cases.VerdictGiven");
    JsonPath good = rex.intent(id, "approve", WHY);
    var signed = passkey.counting(9).sign(challenge(good));
    assertThat(rex.give(id, "approve", WHY, good.getString("nonce"), signed).statusCode())
        .isEqualTo(200);
    refused(rex.give(id, "approve", WHY, good.getString("nonce"), signed));
    JsonPath copied = rex.intent(other, "approve", WHY);
    refused(
        rex.give(
            other,
            "approve",
            WHY,
            copied.getString("nonce"),
            passkey.counting(9).sign(challenge(copied))));
    assertThat(stage.types(other)).doesNotContain("cases.VerdictGiven");
  }

  @Test
  void only_who_has_a_seat_and_has_looked_is_told_what_to_sign() {
    String saul = sentinel("saul", "finance.sails");
    String eve = sentinel("eve", "it.operations");
    UUID id = stage.opened(stage.arbitrium("sails"));

    assertThat(problem(as(saul).get("/v1/cases/" + id + "/intent?verdict=approve")))
        .isEqualTo("signature-refused");
    as(saul).get("/v1/cases/" + id);
    assertThat(as(saul).get("/v1/cases/" + id + "/intent?verdict=approve").statusCode())
        .isEqualTo(200);
    assertThat(problem(as(saul).get("/v1/cases/" + id + "/intent?verdict=perhaps")))
        .isEqualTo("invalid-request");
    assertThat(as(eve).get("/v1/cases/" + id + "/intent?verdict=approve").statusCode())
        .isEqualTo(404);
    assertThat(as("hls_nobody").get("/v1/cases/" + id + "/intent?verdict=approve").statusCode())
        .isEqualTo(401);
  }

  @Test
  void where_only_signatures_count_a_key_is_refused_and_told_what_is_needed() {
    System.setProperty("humanlayer.assurance.vault.expert", "passkey");
    try {
      Signer tia = Signer.of(sentinel("vault", "tia", "finance.towers"));
      SoftPasskey passkey = tia.enrolled();
      UUID id =
          stage.opened(
              new Ruled(ids.next(), "vault", "ARBITRIUM", List.of("towers"), 1, "PT15M", Map.of()));
      as(tia.key()).get("/v1/cases/" + id);

      Response keyed = give(tia.key(), id, "approve", Ruled.DIGEST, WHY);
      assertThat(problem(keyed)).isEqualTo("not-eligible");
      assertThat(keyed.jsonPath().getString("detail")).contains("needs the signature of a passkey");
      String tom = sentinel("vault", "tom", "emergency.break-glass");
      assertThat(
              problem(
                  as(tom)
                      .body(Map.of("action_digest", Ruled.DIGEST, "reason", WHY))
                      .post("/v1/cases/" + id + "/break-glass")))
          .as("no emergency makes less do")
          .isEqualTo("not-eligible");
      assertThat(problem(glassIntent(tia.key(), id)))
          .as("whoever has not the right is told of nothing to sign")
          .isEqualTo("not-eligible");
      JsonPath intent = tia.intent(id, "approve", WHY);
      assertThat(
              tia.give(
                      id,
                      "approve",
                      WHY,
                      intent.getString("nonce"),
                      passkey.sign(challenge(intent)))
                  .statusCode())
          .isEqualTo(200);
    } finally {
      System.clearProperty("humanlayer.assurance.vault.expert");
    }
  }

  @Test
  void in_an_emergency_a_signature_breaks_the_glass_and_says_so() {
    System.setProperty("humanlayer.assurance.cellar.expert", "passkey");
    try {
      Signer tom = Signer.of(sentinel("cellar", "tom", "emergency.break-glass"));
      sentinel("cellar", "ted", "finance.cellars");
      SoftPasskey passkey = tom.enrolled();
      UUID id =
          stage.opened(
              new Ruled(
                  ids.next(), "cellar", "ARBITRIUM", List.of("cellars"), 1, "PT15M", Map.of()));
      JsonPath other = glassIntent(tom.key(), id).jsonPath();
      refused(breakGlass(tom.key(), id, "another reason", other, passkey.sign(challenge(other))));

      JsonPath intent = glassIntent(tom.key(), id).jsonPath();
      Response broken = breakGlass(tom.key(), id, WHY, intent, passkey.sign(challenge(intent)));

      assertThat(broken.statusCode()).as(broken.asString()).isEqualTo(200);
      EventBody verdict = stage.decided(id).records("verdicts").getFirst();
      assertThat(verdict.text("panel")).isEqualTo("emergency.break-glass");
      assertThat(verdict.text("assurance")).isEqualTo("passkey");
      assertThat(verdict.record("humanSignature").text("intent"))
          .isEqualTo(intent.getString("intent"))
          .contains("\"verdict\":\"break-glass\"", "\"viewDigest\":null");
    } finally {
      System.clearProperty("humanlayer.assurance.cellar.expert");
    }
  }

  private static Response glassIntent(String key, UUID id) {
    return as(key)
        .body(Map.of("action_digest", Ruled.DIGEST, "reason", WHY))
        .post("/v1/cases/" + id + "/break-glass/intent");
  }

  private static Response breakGlass(
      String key, UUID id, String reason, JsonPath intent, SoftPasskey.Signed signed) {
    return as(key)
        .body(
            Map.of(
                "action_digest",
                Ruled.DIGEST,
                "reason",
                reason,
                "assertion",
                Signer.assertion(intent.getString("nonce"), signed)))
        .post("/v1/cases/" + id + "/break-glass");
  }

  @Test
  void what_is_signed_names_the_newest_head_of_the_log_or_says_that_none_is_known() {
    Signer uma = Signer.of(sentinel("umbra", "uma", "finance.urns"));
    UUID id =
        stage.opened(
            new Ruled(ids.next(), "umbra", "ARBITRIUM", List.of("urns"), 1, "PT15M", Map.of()));

    assertThat(uma.intent(id, "approve", WHY).getString("intent")).contains("\"logHead\":null");
    head("umbra", 41);
    head("umbra", 42);
    head("umbra", 40);

    Await.until(
        "the head in the intent",
        () -> uma.intent(id, "approve", WHY).getString("intent"),
        it ->
            it.contains(
                "\"logHead\":{\"origin\":\"umbra-1.ledger.test\",\"root\":\"cm9vdA==\",\"size\":42}"));
  }

  @Test
  void an_erasure_takes_the_signature_with_it() {
    Signer val = Signer.of(sentinel("val", "finance.vases"));
    SoftPasskey passkey = val.enrolled();
    UUID id = stage.opened(stage.arbitrium("vases"));
    JsonPath intent = val.intent(id, "approve", WHY);
    val.give(id, "approve", WHY, intent.getString("nonce"), passkey.sign(challenge(intent)));
    stage.decided(id);

    EventBody erased =
        EventBody.of(
            "io.humanlayer.intake.DossierErased",
            Map.of(
                "requestId",
                id,
                "org",
                "acme",
                "authority",
                "court",
                "reasonCode",
                "order",
                "at",
                Instant.now()));
    produce("hl.intake.v1", id.toString(), "acme", erased);

    Await.until(
        () ->
            stage.decided(id).records("verdicts").getFirst().optionalRecord("humanSignature")
                == null);
    assertThat(stage.decided(id).records("verdicts").getFirst().text("assurance"))
        .isEqualTo("passkey");
  }

  private void head(String org, long size) {
    produce(
        "hl.ledger.v1",
        org,
        org,
        EventBody.of(
            "io.humanlayer.ledger.CheckpointPublished",
            Map.of(
                "org",
                org,
                "origin",
                org + "-1.ledger.test",
                "size",
                size,
                "root",
                "cm9vdA==",
                "note",
                "n",
                "at",
                Instant.now())));
  }

  private void produce(String topic, String key, String org, EventBody body) {
    var envelope =
        new Envelope(
            ids.next(),
            "/services/test",
            Contracts.type(body.event()),
            key,
            Instant.now(),
            org,
            null,
            null);
    stage.kafka().produce(topic, key, envelope.headers(), wire.encode(topic, body));
  }

  private static String challenge(JsonPath intent) {
    return intent.getString("publicKey.challenge");
  }

  private static void refused(Response response) {
    assertThat(problem(response)).isEqualTo("signature-refused");
    assertThat(response.statusCode()).isEqualTo(409);
  }

  private EventBody registered(String sentinel, String credential) {
    byte[] payload =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select payload from journal where event_id ="
                            + " (select registration from passkey where sentinel = :sentinel"
                            + " and credential = :credential)")
                    .bind("sentinel", sentinel)
                    .bind("credential", credential)
                    .mapTo(byte[].class)
                    .one());
    return wire.decode("io.humanlayer.sentinels.PasskeyRegistered", payload);
  }

  private UUID registration(String sentinel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select registration from passkey where sentinel = :sentinel")
                .bind("sentinel", sentinel)
                .mapTo(UUID.class)
                .one());
  }
}
