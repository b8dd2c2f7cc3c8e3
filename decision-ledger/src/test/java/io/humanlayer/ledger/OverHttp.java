package io.humanlayer.ledger;

import static io.restassured.RestAssured.given;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.testkit.infrastructure.Await;
import io.restassured.response.Response;

/// The ledger as an agent sees it.
record OverHttp(String apiKey) {

  Response get(String path) {
    return given().header("x-api-key", apiKey).urlEncodingEnabled(false).get(path);
  }

  /// The bytes of a receipt, as soon as it can be had.
  byte[] receipt(RequestId request) {
    return Await.until(
            "the receipt of " + request,
            () -> get("/v1/receipts/" + request),
            response -> response.statusCode() == 200)
        .asByteArray();
  }

  String origin(String org) {
    return get("/v1/logs?organisation=" + org)
        .then()
        .statusCode(200)
        .extract()
        .path("logs[0].origin");
  }

  NoteVerifier key(String org) {
    String vkey =
        get("/v1/logs?organisation=" + org).then().statusCode(200).extract().path("logs[0].vkey");
    return NoteVerifier.parse(vkey);
  }
}
