package io.humanlayer.routing;

import static io.humanlayer.routing.Acme.as;
import static io.humanlayer.routing.Acme.operator;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// Who is there and who is not, arranged over HTTP.
final class Desk {

  private static final String ORG = "?organisation=acme";

  private Desk() {}

  /// Registers somebody who holds one qualification, and gives back a new key.
  static String person(String id, String source, int capacity, String qualification) {
    Response answer =
        operator()
            .body(
                Map.of(
                    "organisation", "acme",
                    "id", id,
                    "displayName", id,
                    "source", source,
                    "capacity", capacity,
                    "qualifications",
                        List.of(
                            Map.of("name", qualification, "validFrom", "2020-01-01T00:00:00Z"))))
            .post("/v1/sentinels");
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
    return operator().post("/v1/sentinels/" + id + "/keys" + ORG).jsonPath().getString("key");
  }

  static void away(String id, Instant until) {
    ok(
        operator()
            .body(
                until == null
                    ? Map.of("presence", "away")
                    : Map.of("presence", "away", "until", until.toString()))
            .put("/v1/sentinels/" + id + "/presence" + ORG));
  }

  static void back(String id) {
    ok(
        operator()
            .body(Map.of("presence", "available"))
            .put("/v1/sentinels/" + id + "/presence" + ORG));
  }

  /// Puts people on one panel's duty, each for so many hours from an instant on.
  static void duty(String panel, Map<String, Instant> begins) {
    var layers =
        begins.entrySet().stream()
            .map(
                one ->
                    Map.of(
                        "name", one.getKey(),
                        "start", LocalDateTime.ofInstant(one.getValue(), ZoneOffset.UTC).toString(),
                        "rule", "FREQ=DAILY;COUNT=1",
                        "length", "PT8H",
                        "people", List.of(one.getKey())))
            .toList();
    ok(
        operator()
            .body(Map.of("zone", "UTC", "layers", layers))
            .put("/v1/schedules/" + panel + ORG));
    ok(operator().body(Map.of("schedule", panel)).put("/v1/panels/" + panel + ORG));
  }

  /// Delegates, and accepts for the delegate; returns the id.
  static String delegate(
      String by, String to, String deputy, String qualification, String heldAs, String upTo) {
    Response offered =
        operator()
            .body(
                Map.of(
                    "to", to,
                    "qualification", qualification,
                    "heldAs", heldAs,
                    "upTo", upTo,
                    "validTo", Instant.now().plusSeconds(86_400).toString()))
            .post("/v1/sentinels/" + by + "/delegations" + ORG);
    assertThat(offered.statusCode()).as(offered.asString()).isEqualTo(201);
    String id = offered.jsonPath().getString("id");
    ok(as(deputy).post("/v1/sentinels/" + by + "/delegations/" + id + "/accept"));
    return id;
  }

  private static void ok(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }
}
