package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.passkey.SoftPasskey;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// A Sentinel who signs with passkeys.
///
/// @param key with which they sign in
record Signer(String key, String session, String formToken) {

  static final String PAGE = "http://localhost:8083";

  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

  static Signer of(String key) {
    String session =
        RestAssured.given()
            .redirects()
            .follow(false)
            .formParam("key", key)
            .post("/console/sign-in")
            .cookie("hl_session");
    var token = FORM_TOKEN.matcher(browser(session).get("/console/passkeys").asString());
    assertThat(token.find()).isTrue();
    return new Signer(key, session, token.group(1));
  }

  static SoftPasskey newPasskey() {
    return SoftPasskey.of("localhost", PAGE);
  }

  /// A passkey that is registered.
  SoftPasskey enrolled() {
    SoftPasskey passkey = newPasskey();
    assertThat(enrol(passkey.register(challenge())).statusCode()).isEqualTo(303);
    return passkey;
  }

  String challenge() {
    return form().post("/console/passkeys/options").jsonPath().getString("publicKey.challenge");
  }

  /// The challenge that is sent along is the one that the client data answers.
  Response enrol(SoftPasskey.Registered made) {
    return enrol(made, challengeOf(made.clientData()));
  }

  Response enrol(SoftPasskey.Registered made, String challenge) {
    return form()
        .formParam("challenge", challenge)
        .formParam("client_data", made.clientData())
        .formParam("attestation_object", made.attestationObject())
        .post("/console/passkeys");
  }

  private static String challengeOf(String clientData) {
    return JsonPath.from(
            new String(Base64.getUrlDecoder().decode(clientData), StandardCharsets.UTF_8))
        .getString("challenge");
  }

  Response remove(SoftPasskey passkey) {
    return form().formParam("credential", passkey.credential()).post("/console/passkeys/remove");
  }

  /// Looks at the case and says what is to be signed.
  JsonPath intent(UUID id, String verdict, String reason) {
    assertThat(as(key).get("/v1/cases/" + id).statusCode()).isEqualTo(200);
    return askForIntent(id, verdict, reason).jsonPath();
  }

  Response askForIntent(UUID id, String verdict, String reason) {
    return as(key)
        .body(Map.of("verdict", verdict, "action_digest", Ruled.DIGEST, "reason", reason))
        .post("/v1/cases/" + id + "/intent");
  }

  Response give(UUID id, String verdict, String reason, String nonce, SoftPasskey.Signed signed) {
    return as(key)
        .body(
            Map.of(
                "verdict",
                verdict,
                "action_digest",
                Ruled.DIGEST,
                "reason",
                reason,
                "assertion",
                assertion(nonce, signed)))
        .post("/v1/cases/" + id + "/verdict");
  }

  static Map<String, Object> assertion(String nonce, SoftPasskey.Signed signed) {
    return Map.of(
        "nonce", nonce,
        "credential_id", signed.credential(),
        "authenticator_data", signed.authenticatorData(),
        "client_data_json", signed.clientData(),
        "signature", signed.signature());
  }

  RequestSpecification form() {
    return browser(session).formParam("form_token", formToken);
  }

  RequestSpecification browser() {
    return browser(session);
  }

  private static RequestSpecification browser(String session) {
    return RestAssured.given().redirects().follow(false).cookie("hl_session", session);
  }
}
