package io.humanlayer.acceptance.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Policies are written by Sentinels who sign in.
@ExtendWith(TheSystem.class)
class SignedInAuthorTest {

  private RunningSystem system;
  private String organisation;

  @BeforeEach
  void start(RunningSystem running) {
    system = running;
    organisation = running.installation().organisation();
  }

  @Test
  void whoever_signs_in_is_the_author_and_nobody_else_can_be_named() {
    String paula = new Register(system, organisation).keyOfNewcomer("paula", "policy.author");

    Answer published =
        Patience.until(
            "the engine knows paula", () -> publish(paula, ""), answer -> answer.status() != 403);

    assertThat(published.status()).as(published.text()).isIn(200, 201);
    assertThat(publish(paula, "&author=ada").status()).isEqualTo(400);
    String ada = system.installation().sentinels().get("ada");
    assertThat(publish(ada, "").status()).as("without the qualification").isEqualTo(403);
    assertThat(publish("hls_nobody", "").status()).isEqualTo(401);
    var policies =
        system
            .edge()
            .get("/v1/policies?organisation=" + organisation, "Authorization", system.operator())
            .orThrow()
            .json()
            .path("policies");
    assertThat(policies.valueStream().filter(one -> one.path("name").asText().equals("authored")))
        .extracting(one -> one.path("author").asText())
        .containsExactly("paula");
  }

  private Answer publish(String key, String more) {
    return system
        .edge()
        .post(
            "/v1/policies?stage=draft&organisation=" + organisation + more,
            """
            apiVersion: humanlayer.policy/v1
            kind: Policy
            metadata: {organisation: %s, name: authored, layer: team, agents: [nobody], description: none}
            spec:
              defaults: {ruling: ABSTAIN, onError: ARBITRIUM, onInvalidArgs: DENY, require: {panels: [{panel: duty}], deadline: PT30M}}
              operations:
                weather.fetch: {effects: [read], args: {city: string}}
              panels:
                duty: {qualification: management.duty}
              rules:
                - {id: sunk, for: [weather.fetch], when: 'args.city == "Atlantis"', ruling: DENY}
              tests:
                - {name: sunk, agent: {id: nobody}, do: weather.fetch, args: {city: Atlantis}, expect: {ruling: DENY, rules: [sunk]}}
            """
                .formatted(organisation),
            "Authorization",
            "Bearer " + key,
            "Content-Type",
            "application/yaml");
  }
}
