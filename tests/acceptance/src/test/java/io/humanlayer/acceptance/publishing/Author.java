package io.humanlayer.acceptance.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.demo.Answer;
import io.humanlayer.demo.SentinelApi;
import java.time.Duration;
import java.util.Optional;

/// Somebody who publishes policies of a team, and asks what became of them.
///
/// @param policy the name under which they publish
record Author(RunningSystem system, String policy, String agent) {

  /// What is asked of people goes through the same topic as what agents ask.
  private static final Duration BEHIND_THE_FLOOD = Duration.ofMinutes(3);

  /// @param sunk the first letters of the cities of which this policy says no
  String document(String sunk, String description) {
    return """
    apiVersion: humanlayer.policy/v1
    kind: Policy
    metadata: {organisation: %s, name: %s, layer: team, agents: [%s], description: %s}
    spec:
      defaults: {ruling: ABSTAIN, onError: ARBITRIUM, onInvalidArgs: DENY, require: {panels: [{panel: duty}], deadline: PT30M}}
      operations:
        weather.fetch: {alias: [fetch_weather], effects: [read], args: {city: string}}
      panels:
        duty: {qualification: management.duty}
      rules:
        - {id: sunk, for: [weather.fetch], when: 'args.city.startsWith("%s")', ruling: DENY}
      tests:
        - {name: a sunk city, agent: {id: %s}, do: fetch_weather, args: {city: "%s1"}, expect: {ruling: DENY, rules: [sunk]}}
        - {name: another city, agent: {id: %s}, do: fetch_weather, args: {city: "Bari 1"}, expect: {ruling: ABSTAIN}}
    """
        .formatted(
            system.installation().organisation(),
            policy,
            agent,
            description,
            sunk,
            agent,
            sunk,
            agent);
  }

  /// @param stage `shadow` or `enforced`
  Answer publish(String author, String stage, String document) {
    return system
        .edge()
        .post(
            "/v1/policies?organisation="
                + system.installation().organisation()
                + "&author="
                + author
                + "&stage="
                + stage,
            document,
            "Authorization",
            system.operator(),
            "Content-Type",
            "application/yaml");
  }

  private Answer get(String path) {
    return system
        .edge()
        .get(
            path + "?organisation=" + system.installation().organisation(),
            "Authorization",
            system.operator())
        .orThrow();
  }

  /// The number that is in force; 0 for none.
  int inForce() {
    return get("/v1/policies")
        .json()
        .path("policies")
        .valueStream()
        .filter(entry -> entry.path("name").asText().equals(policy))
        .filter(entry -> entry.path("stage").asText().equals("enforced"))
        .mapToInt(entry -> entry.path("number").asInt())
        .findFirst()
        .orElse(0);
  }

  /// On how many requests a shadow said `shadow` where `enforced` was in force.
  long shadow(String enforced, String shadow) {
    return get("/v1/policies/team/" + policy + "/shadow")
        .json()
        .path("rulings")
        .valueStream()
        .filter(cell -> cell.path("enforced").asText().equals(enforced))
        .filter(cell -> cell.path("shadow").asText().equals(shadow))
        .mapToLong(cell -> cell.path("requests").asLong())
        .sum();
  }

  /// The case in which a Sentinel is asked about a number of this policy, opened.
  Answer caseOf(String sentinel, Answer asked) {
    SentinelApi api = system.installation().sentinel(sentinel);
    String digest = asked.json().path("publication").path("action_digest").asText();
    return Patience.until(
            sentinel + " is asked about number " + asked.json().path("number"),
            BEHIND_THE_FLOOD,
            () -> {
              for (JsonNode item : api.cases().orThrow().json().path("items")) {
                if (item.path("operation").asText().equals("policy.publish")) {
                  Answer opened = api.open(item.path("id").asText());
                  if (opened.json().path("action_digest").asText().equals(digest)) {
                    return Optional.of(opened);
                  }
                }
              }
              return Optional.<Answer>empty();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  void approves(String sentinel, Answer opened) {
    SentinelApi api = system.installation().sentinel(sentinel);
    String id = opened.json().path("id").asText();
    String digest = opened.json().path("action_digest").asText();
    Answer verdict = api.verdict(id, "approve", digest, "The differences were read.");
    assertThat(verdict.status()).as(verdict.text()).isBetween(200, 299);
  }
}
