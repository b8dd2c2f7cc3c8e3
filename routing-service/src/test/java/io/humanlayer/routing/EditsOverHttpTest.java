package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.give;
import static io.humanlayer.routing.Acme.problem;
import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.eventing.EventBody;
import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.humanlayer.testkit.passkey.SoftPasskey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A Sentinel approves something else than what was asked.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
@QuarkusTestResource(PolicyOnLoopback.class)
class EditsOverHttpTest extends OnStage {

  private static final String EDITED = "sha256:" + "ed".repeat(32);
  private static final String WHY = "half was delivered";

  @Test
  void an_edit_voids_what_was_said_before_and_binds_when_the_quorum_approves_it() {
    String ann = sentinel("ann", "finance.edits1");
    String ben = sentinel("ben", "finance.edits1");
    Ruled ruled = stage.arbitrium("edits1").needing(2);
    UUID id = opened(ruled);
    assertThat(give(ann, id, "approve", Ruled.DIGEST, "fine").statusCode()).isEqualTo(200);
    policySays(ruled, ruled.says("ARBITRIUM"));

    Response edited = edit(ben, id, Ruled.DIGEST, "{\"amount\":\"900\"}");

    assertThat(edited.statusCode()).as(edited.asString()).isEqualTo(200);
    assertThat(edited.jsonPath().getString("action_digest")).isEqualTo(EDITED);
    assertThat(stage.types(id)).doesNotContain("decisions.Decided");
    assertThat(PolicyOnLoopback.asked())
        .anyMatch(asked -> asked.contains(id.toString()) && asked.contains("\"amount\":\"900\""));
    assertThat(problem(give(ann, id, "approve", Ruled.DIGEST, "fine")))
        .isEqualTo("digest-mismatch");
    keepEdit(ruled);
    Response shown = as(ann).get("/v1/cases/" + id);
    assertThat(shown.jsonPath().getString("dossier.arguments.amount")).isEqualTo("900");
    assertThat(shown.jsonPath().getString("dossier.asked_arguments.amount")).isEqualTo("1500.00");
    assertThat(give(ann, id, "approve", EDITED, "less is fine").statusCode()).isEqualTo(200);

    EventBody decided = stage.decided(id);
    assertThat(decided.text("outcome")).isEqualTo("APPROVED_WITH_EDITS");
    assertThat(decided.text("actionDigest")).isEqualTo(Ruled.DIGEST);
    assertThat(decided.record("edits").text("actionDigest")).isEqualTo(EDITED);
    assertThat(decided.records("verdicts")).hasSize(2);
    assertThat(consume(id, Ruled.DIGEST).statusCode()).isEqualTo(409);
    assertThat(consume(id, EDITED).statusCode()).isEqualTo(200);
    assertThat(edit(ben, id, Ruled.DIGEST, "{\"amount\":\"900\"}").statusCode())
        .as("a repetition is no news")
        .isEqualTo(200);
  }

  @Test
  void what_policy_denies_or_asks_more_of_is_no_edit_and_silence_is_no_leave() {
    String cat = sentinel("cat", "finance.edits2");
    Ruled ruled = stage.arbitrium("edits2");
    UUID id = opened(ruled);

    assertThat(edit(cat, id, Ruled.DIGEST, "{\"amount\":\"900\"}").statusCode())
        .as("policy does not answer")
        .isEqualTo(503);
    policySays(ruled, ruled.says("DENY"));
    assertThat(problem(edit(cat, id, Ruled.DIGEST, "{\"amount\":\"900\"}"))).isEqualTo("conflict");
    policySays(ruled, ruled.needing(2));
    assertThat(problem(edit(cat, id, Ruled.DIGEST, "{\"amount\":\"900\"}"))).isEqualTo("conflict");
    PolicyOnLoopback.says(id.toString(), new byte[] {1, 2, 3});
    assertThat(edit(cat, id, Ruled.DIGEST, "{\"amount\":\"900\"}").statusCode()).isEqualTo(503);
    GatewayOnLoopback.down(true);
    assertThat(edit(cat, id, Ruled.DIGEST, "{\"amount\":\"900\"}").statusCode()).isEqualTo(503);
    GatewayOnLoopback.down(false);

    assertThat(stage.types(id)).doesNotContain("cases.VerdictGiven", "decisions.Decided");
    policySays(ruled, ruled.says("ALLOW"));
    assertThat(edit(cat, id, Ruled.DIGEST, "{\"amount\":\"900\"}").statusCode()).isEqualTo(200);
    assertThat(stage.decided(id).text("outcome")).isEqualTo("APPROVED_WITH_EDITS");
  }

  @Test
  void only_what_policy_lets_change_is_changed_and_only_by_whom_it_concerns() {
    String dan = sentinel("dan", "finance.edits3");
    String eve = sentinel("eve", "finance.somewhere-else");
    Ruled ruled = stage.arbitrium("edits3");
    UUID id = opened(ruled);
    policySays(ruled, ruled.says("ALLOW"));
    PolicyOnLoopback.asked().clear();

    assertThat(problem(edit(dan, id, Ruled.DIGEST, "{\"iban\":\"X\"}")))
        .isEqualTo("invalid-request");
    assertThat(problem(edit(dan, id, Ruled.DIGEST, "{}"))).isEqualTo("invalid-request");
    assertThat(problem(edit(eve, id, Ruled.DIGEST, "{\"amount\":\"1\"}")))
        .isEqualTo("not-your-seat");
    assertThat(
            problem(
                as(dan)
                    .body(
                        "{\"verdict\":\"approve\",\"action_digest\":\"%s\",\"arguments\":{}}"
                            .formatted(Ruled.DIGEST))
                    .post("/v1/cases/" + id + "/verdict")))
        .isEqualTo("invalid-request");
    assertThat(PolicyOnLoopback.asked()).isEmpty();
    assertThat(stage.types(id)).doesNotContain("cases.VerdictGiven");
  }

  @Test
  void in_the_console_the_fields_that_may_change_are_a_form() {
    String fay = sentinel("fay", "finance.edits4");
    Ruled ruled = stage.arbitrium("edits4").needing(2);
    sentinel("fox", "finance.edits4");
    UUID id = opened(ruled);
    policySays(ruled, ruled);
    String cookie =
        RestAssured.given()
            .redirects()
            .follow(false)
            .formParam("key", fay)
            .post("/console/sign-in")
            .getCookie("hl_session");
    String page = page(cookie, id);
    assertThat(page).contains("name=\"text.amount\" value=\"1500.00\"").doesNotContain("text.iban");

    Response strange = send(cookie, id, "strange", "text.amount", "900");
    Response broken = send(cookie, id, token(page), "json.amount", "{");
    Response sent = send(cookie, id, token(page), "text.amount", "900");

    assertThat(strange.statusCode()).isEqualTo(403);
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(303);
    assertThat(stage.types(id)).containsOnlyOnce("cases.VerdictGiven");
    keepEdit(ruled);
    assertThat(page(cookie, id)).contains("asked for: <del>", "1500.00", "900");
  }

  @Test
  void an_edit_is_signed_by_the_action_that_it_makes() {
    Signer gus = Signer.of(sentinel("gus", "finance.edits5"));
    SoftPasskey passkey = gus.enrolled();
    Ruled ruled = stage.arbitrium("edits5");
    UUID id = opened(ruled);
    policySays(ruled, ruled.says("ALLOW"));
    JsonPath plain = gus.intent(id, "approve", WHY);
    assertThat(problem(verdict(gus, id, edit("900", assertion(plain, passkey)))))
        .as("the approval of what was asked is signed, an edit is given")
        .isEqualTo("signature-refused");

    JsonPath intent =
        as(gus.key()).body(edit("900", null)).post("/v1/cases/" + id + "/intent").jsonPath();
    assertThat(intent.getString("intent"))
        .contains(
            "\"verdict\":\"approve\"",
            "\"actionDigest\":\"" + Ruled.DIGEST + "\"",
            "\"editedActionDigest\":\"" + EDITED + "\"");
    Response given = verdict(gus, id, edit("900", assertion(intent, passkey)));

    assertThat(given.statusCode()).as(given.asString()).isEqualTo(200);
    EventBody decided = stage.decided(id);
    assertThat(decided.text("outcome")).isEqualTo("APPROVED_WITH_EDITS");
    EventBody verdict = decided.records("verdicts").getFirst();
    assertThat(verdict.text("assurance")).isEqualTo("passkey");
    assertThat(verdict.record("humanSignature").text("intent"))
        .isEqualTo(intent.getString("intent"));
  }

  private static Map<String, Object> assertion(JsonPath intent, SoftPasskey passkey) {
    return Signer.assertion(
        intent.getString("nonce"), passkey.sign(intent.getString("publicKey.challenge")));
  }

  private static Map<String, Object> edit(String amount, @Nullable Map<String, Object> assertion) {
    var body = new HashMap<String, Object>();
    body.put("verdict", "edit");
    body.put("action_digest", Ruled.DIGEST);
    body.put("reason", WHY);
    body.put("arguments", Map.of("amount", amount));
    if (assertion != null) {
      body.put("assertion", assertion);
    }
    return body;
  }

  private static Response verdict(Signer signer, UUID id, Map<String, Object> verdict) {
    return as(signer.key()).body(verdict).post("/v1/cases/" + id + "/verdict");
  }

  private static Response send(String cookie, UUID id, String token, String field, String value) {
    return RestAssured.given()
        .redirects()
        .follow(false)
        .cookie("hl_session", cookie)
        .formParam("form_token", token)
        .formParam("verdict", "edit")
        .formParam("action_digest", Ruled.DIGEST)
        .formParam("reason", "half of it was delivered")
        .formParam(field, value)
        .post("/console/cases/" + id + "/verdict");
  }

  private static String page(String cookie, UUID id) {
    return RestAssured.given().cookie("hl_session", cookie).get("/console/cases/" + id).asString();
  }

  private static String token(String page) {
    var matcher = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"").matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private UUID opened(Ruled ruled) {
    UUID id = stage.opened(ruled);
    Await.until(
        "everybody is asked",
        () -> stage.types(id).stream().filter("cases.OfferMade"::equals).count(),
        offers -> offers >= ruled.approvals());
    GatewayOnLoopback.edits(
        id.toString(),
        """
        {"action_digest":"%s","changed":["amount"],
         "arguments":{"amount":"900","currency":"EUR","iban":"IT60X0542811101000000123456"}}
        """
            .formatted(EDITED));
    return id;
  }

  /// What the gateway has of the dossier once an edit was proposed.
  private static void keepEdit(Ruled ruled) {
    GatewayOnLoopback.keep(
        ruled.id().toString(),
        ruled
            .dossier()
            .replace(
                "\"digest\"",
                "\"edits\":{\"%s\":{\"amount\":\"900\",\"currency\":\"EUR\"}},\"digest\""
                    .formatted(EDITED)));
  }

  private void policySays(Ruled ruled, Ruled what) {
    PolicyOnLoopback.says(ruled.id().toString(), wire.encode(Stage.RULINGS, what.body()));
  }

  private static Response edit(String key, UUID id, String digest, String arguments) {
    return as(key)
        .body(
            "{\"verdict\":\"edit\",\"action_digest\":\"%s\",\"arguments\":%s,\"reason\":\"half was delivered\"}"
                .formatted(digest, arguments))
        .post("/v1/cases/" + id + "/verdict");
  }

  private static Response consume(UUID id, String digest) {
    return as(RealInfrastructure.SERVICE_TOKEN)
        .body(
            "{\"organisation\":\"acme\",\"action_digest\":\"%s\",\"executor\":\"paybot\"}"
                .formatted(digest))
        .post("/v1/cases/" + id + "/consume");
  }
}
