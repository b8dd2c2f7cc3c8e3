package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.sentinel;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The console as a browser without any script sees it, and as a robot would try it.
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(GatewayOnLoopback.class)
class ConsoleTest extends OnStage {

  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

  @Test
  void whoever_is_not_signed_in_is_asked_to_and_learns_nothing() {
    sentinel("ada", "finance.payments");
    UUID id = stage.opened(stage.arbitrium("payments"));

    for (String path : new String[] {"/console", "/console/cases/" + id}) {
      Response response = browser(null).get(path);
      assertThat(response.statusCode()).isEqualTo(303);
      assertThat(response.header("Location")).endsWith("/console/sign-in");
      assertThat(response.asString()).doesNotContain("payment");
    }
    Response refused = browser(null).formParam("key", "hls_wrong").post("/console/sign-in");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.cookies()).isEmpty();
    assertThat(refused.asString()).contains("No Sentinel has this key.");
  }

  @Test
  void a_session_is_a_cookie_that_no_script_and_no_other_site_can_use() {
    String key = sentinel("ada", "finance.payments");

    Response signedIn = browser(null).formParam("key", key).post("/console/sign-in");

    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.header("Set-Cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/console")
        .containsIgnoringCase("max-age=28800");
    String session = signedIn.cookie("hl_session");
    assertThat(
            jdbi.withHandle(
                    h ->
                        h.createQuery("select count(*) from console_session where hash = :id")
                            .bind("id", session)
                            .mapTo(Integer.class)
                            .one())
                .intValue())
        .isZero();
    assertThat(browser(session).get("/console").statusCode()).isEqualTo(200);
    String token = formToken(browser(session).get("/console"));
    browser(session).formParam("form_token", token).post("/console/sign-out");
    assertThat(browser(session).get("/console").statusCode()).isEqualTo(303);
  }

  @Test
  void the_page_shows_what_will_happen_and_hides_nothing() {
    String session = signedIn("ada");
    Ruled ruled = stage.arbitrium("payments");
    UUID id = stage.opened(ruled);
    GatewayOnLoopback.keep(
        id.toString(),
        """
        {"operation":"payment.transfer","digest":"%s","summary":"<img src=x onerror=alert(1)>",
         "arguments":{"iban":"IT60\\u202e654321","note":"a\\u200bb","amount":1500.10}}
        """
            .formatted(ruled.dossierDigest()));

    Response page = browser(session).get("/console/cases/" + id);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
                + " base-uri 'none'");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.asString())
        .contains("IT60<span class=\"odd\">\\u{202E}</span>654321", "\\u{200B}", "1500.10")
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .contains("transfer-large", "baseline, version 7", "payee", "abababab")
        .doesNotContain("<img", "<script", " style=", Character.toString(0x202E));
    assertThat(page.asString())
        .containsSubsequence(
            "What will happen", "Why you are asked", "What the agent says", "Decide</h2>");
    assertThat(stage.types(id)).contains("cases.DossierViewed");
  }

  @Test
  void a_verdict_in_the_form_decides() {
    String session = signedIn("ada");
    UUID id = stage.opened(stage.arbitrium("payments"));
    String token = formToken(browser(session).get("/console/cases/" + id));

    Response given = verdict(session, id, token, "reject", "I do not know this payee");

    assertThat(given.statusCode()).isEqualTo(303);
    assertThat(stage.decided(id).text("outcome")).isEqualTo("REJECTED");
    assertThat(stage.decided(id).records("verdicts").getFirst().text("assurance"))
        .isEqualTo("session");
    assertThat(browser(session).get("/console/cases/" + id).asString()).contains("Rejected");
  }

  @Test
  void what_is_wrong_with_a_verdict_is_said_on_the_page() {
    String session = signedIn("ada");
    UUID id = stage.opened(stage.arbitrium("payments"));
    String token = formToken(browser(session).get("/console/cases/" + id));

    Response unexplained = verdict(session, id, token, "approve", "");

    assertThat(unexplained.statusCode()).isEqualTo(400);
    assertThat(unexplained.asString()).contains("This verdict needs a reason.");
    assertThat(stage.types(id)).doesNotContain("cases.VerdictGiven");
  }

  @Test
  void looking_never_decides_and_a_form_from_elsewhere_does_nothing() {
    String session = signedIn("ada");
    UUID id = stage.opened(stage.arbitrium("payments"));
    String path = "/console/cases/" + id + "/verdict";
    String token = formToken(browser(session).get("/console/cases/" + id));
    Map<String, String> form =
        Map.of("verdict", "approve", "reason", "robot", "action_digest", Ruled.DIGEST);

    assertThat(browser(session).queryParams(form).get(path).statusCode()).isIn(404, 405);
    browser(session).queryParams(form).head(path);
    browser(session).queryParams(form).options(path);
    assertThat(browser(session).formParams(form).post(path).statusCode()).isEqualTo(403);
    assertThat(
            browser(session)
                .header("Sec-Fetch-Site", "cross-site")
                .formParams(form)
                .formParam("form_token", token)
                .post(path)
                .statusCode())
        .isEqualTo(403);
    String other = signedIn("ben");
    String otherToken = formToken(browser(other).get("/console"));
    assertThat(verdict(session, id, otherToken, "approve", "robot").statusCode()).isEqualTo(403);
    assertThat(browser(null).formParams(form).post(path).statusCode()).isEqualTo(303);

    assertThat(stage.types(id)).doesNotContain("cases.VerdictGiven");
  }

  @Test
  void a_case_that_is_not_theirs_and_a_dossier_that_cannot_be_had_are_said_plainly() {
    String eve = sentinel("eve", "it.operations");
    String stranger = session(eve);
    String session = signedIn("ada");
    UUID id = stage.opened(stage.arbitrium("payments"));

    assertThat(browser(stranger).get("/console/cases/" + id).statusCode()).isEqualTo(404);
    assertThat(browser(session).get("/console/cases/nonsense").statusCode()).isEqualTo(404);
    GatewayOnLoopback.down(true);
    Response page = browser(session).get("/console/cases/" + id);

    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.asString()).contains("Nothing is lost").doesNotContain("Give this verdict");
  }

  private static Response verdict(
      String session, UUID id, String token, String verdict, String reason) {
    return browser(session)
        .formParam("form_token", token)
        .formParam("verdict", verdict)
        .formParam("reason", reason)
        .formParam("action_digest", Ruled.DIGEST)
        .post("/console/cases/" + id + "/verdict");
  }

  private static String signedIn(String id) {
    return session(sentinel(id, "finance.payments"));
  }

  private static String session(String key) {
    return browser(null).formParam("key", key).post("/console/sign-in").cookie("hl_session");
  }

  private static String formToken(Response page) {
    var matcher = FORM_TOKEN.matcher(page.asString());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static RequestSpecification browser(String session) {
    RequestSpecification request = RestAssured.given().redirects().follow(false);
    return session == null ? request : request.cookie("hl_session", session);
  }
}
