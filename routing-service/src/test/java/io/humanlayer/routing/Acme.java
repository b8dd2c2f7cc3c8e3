package io.humanlayer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.testkit.infrastructure.Await;
import io.humanlayer.testkit.infrastructure.RealInfrastructure;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/// What operators and Sentinels do over HTTP.
public final class Acme {

  private Acme() {}

  /// Registers a Sentinel of acme, who is there, whatever they let lapse in other tests; gives back
  /// a new key.
  public static String sentinel(String id, String qualification) {
    return sentinel("acme", id, qualification);
  }

  public static String sentinel(String org, String id, String qualification) {
    String body =
        """
        {"organisation":"%s","id":"%s","displayName":"%s","source":"internal",
         "qualifications":[{"name":"%s","level":1,"validFrom":"2020-01-01T00:00:00Z"}]}
        """
            .formatted(org, id, id, qualification);
    assertThat(operator().body(body).post("/v1/sentinels").statusCode()).isIn(200, 201);
    Await.until(
        id + " is there",
        () ->
            operator()
                .body("{\"presence\":\"available\"}")
                .put("/v1/sentinels/" + id + "/presence?organisation=" + org)
                .statusCode(),
        status -> status == 200);
    return operator()
        .post("/v1/sentinels/" + id + "/keys?organisation=" + org)
        .jsonPath()
        .getString("key");
  }

  public static Response give(String key, UUID id, String verdict, String digest, String reason) {
    String because = reason == null ? "" : ",\"reason\":\"" + reason + "\"";
    return as(key)
        .body("{\"verdict\":\"%s\",\"action_digest\":\"%s\"%s}".formatted(verdict, digest, because))
        .post("/v1/cases/" + id + "/verdict");
  }

  public static String problem(Response response) {
    assertThat(response.contentType()).startsWith("application/problem+json");
    return response.jsonPath().getString("type").substring("/problems/".length());
  }

  public static RequestSpecification operator() {
    return as(RealInfrastructure.OPERATOR_TOKEN);
  }

  public static RequestSpecification as(String key) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .contentType("application/json");
  }
}
