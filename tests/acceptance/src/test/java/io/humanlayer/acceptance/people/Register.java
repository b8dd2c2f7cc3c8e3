package io.humanlayer.acceptance.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.demo.Answer;
import io.humanlayer.demo.SentinelApi;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/// What an organisation's operator arranges: who its people are, who is there, who is on duty.
final class Register {

  static final String LONG_AGO = "2020-01-01T00:00:00Z";

  private final RunningSystem system;
  private final String organisation;

  Register(RunningSystem system, String organisation) {
    this.system = system;
    this.organisation = organisation;
  }

  /// Somebody new who holds one qualification since long ago.
  SentinelApi newcomer(String id, String qualification) {
    return new SentinelApi(system.installation().edge(), keyOfNewcomer(id, qualification));
  }

  /// The key of somebody new who holds one qualification since long ago.
  String keyOfNewcomer(String id, String qualification) {
    var person =
        JsonNodeFactory.instance
            .objectNode()
            .put("organisation", organisation)
            .put("id", id)
            .put("displayName", id)
            .put("source", "internal");
    person
        .putArray("qualifications")
        .addObject()
        .put("name", qualification)
        .put("validFrom", LONG_AGO);
    post("/v1/sentinels", person.toString());
    return post("/v1/sentinels/" + id + "/keys?organisation=" + organisation, "")
        .required("key")
        .asText();
  }

  /// Another end for a qualification that somebody holds since long ago.
  void expires(String id, String qualification, Instant until) {
    post(
        "/v1/sentinels/" + id + "/qualifications?organisation=" + organisation,
        JsonNodeFactory.instance
            .objectNode()
            .put("name", qualification)
            .put("validFrom", LONG_AGO)
            .put("validTo", until.toString())
            .toString());
  }

  void away(String id) {
    put("/v1/sentinels/" + id + "/presence", "{\"presence\":\"away\"}");
  }

  void back(String id) {
    put("/v1/sentinels/" + id + "/presence", "{\"presence\":\"available\"}");
  }

  /// Puts people on a panel's duty, each for eight hours from an instant on.
  void duty(String panel, Map<String, Instant> begins) {
    var schedule = JsonNodeFactory.instance.objectNode().put("zone", "UTC");
    var layers = schedule.putArray("layers");
    begins.forEach(
        (person, from) ->
            layers
                .addObject()
                .put("name", person)
                .put("start", LocalDateTime.ofInstant(from, ZoneOffset.UTC).toString())
                .put("rule", "FREQ=DAILY;COUNT=1")
                .put("length", "PT8H")
                .putArray("people")
                .add(person));
    put("/v1/schedules/" + panel, schedule.toString());
    put("/v1/panels/" + panel, "{\"schedule\":\"" + panel + "\"}");
  }

  /// From now on everybody of the panel who is present is on duty.
  void alwaysOn(String panel) {
    put("/v1/panels/" + panel, "{}");
  }

  JsonNode post(String path, String body) {
    return system
        .edge()
        .post(path, body, "Authorization", system.operator(), "content-type", "application/json")
        .orThrow()
        .json();
  }

  private void put(String path, String body) {
    Answer answer =
        system
            .edge()
            .put(
                path + "?organisation=" + organisation,
                body,
                "Authorization",
                system.operator(),
                "content-type",
                "application/json");
    answer.orThrow();
  }
}
