package io.humanlayer.acceptance.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.acceptance.system.Agent;
import io.humanlayer.acceptance.system.Patience;
import io.humanlayer.acceptance.system.RunningSystem;
import io.humanlayer.acceptance.system.TheSystem;
import io.humanlayer.demo.Answer;
import io.humanlayer.demo.SentinelApi;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The right people decide, and when they are not there, the right others.
@ExtendWith(TheSystem.class)
class WhoDecidesTest {

  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final String HIDDEN = "•••";

  private RunningSystem system;
  private Register acme;
  private Agent agent;

  @BeforeEach
  void an_agent(RunningSystem running) {
    system = running;
    acme = new Register(running, running.installation().organisation());
    agent = running.newAgent();
  }

  @Test
  void the_cfo_is_away_and_her_deputy_decides_within_what_he_was_given() {
    acme.away("elena");
    try {
      String id = ask(invoice("9000"));
      JsonNode shown = shown("fabio", id);
      JsonNode seat = panel(shown, "cfo");
      assertThat(seat.path("on_behalf_of").asText()).isEqualTo("elena");
      assertThat(sentinel("elena").open(id).status()).isEqualTo(404);

      verdict("fabio", id, shown).orThrow();

      JsonNode decided = agent.api().look(id, WAIT).orThrow().json();
      assertThat(decided.path("outcome").asText()).isEqualTo("APPROVED");
      JsonNode by = decided.path("sentinels").path(0);
      assertThat(by.path("id").asText()).isEqualTo("fabio");
      assertThat(by.path("on_behalf_of").asText()).isEqualTo("elena");
      assertThat(by.path("delegation").asText()).isEqualTo(seat.path("delegation").asText());
      JsonNode proven = system.log().proven(agent, id).path("data").path("verdicts").path(0);
      assertThat(proven.path("onBehalfOf").asText()).isEqualTo("elena");
      assertThat(proven.path("delegation").asText()).isEqualTo(seat.path("delegation").asText());
      var evidence = system.log().evidence(agent, id);
      assertThat(evidence.checks())
          .anyMatch(step -> step.startsWith("elena held finance.cfo by the register"))
          .anyMatch(step -> step.startsWith("elena had delegated it to fabio"))
          .anyMatch(step -> step.startsWith("Policy organisation/"));
      assertThat(evidence.meaning()).noneMatch(line -> line.contains("not proven"));
    } finally {
      acme.back("elena");
    }
  }

  @Test
  void above_what_he_was_given_the_deputy_is_refused_and_the_cfo_decides_herself() {
    acme.away("elena");
    String id = ask(invoice("26000"));
    try {
      JsonNode shown = shown("ada", id);
      assertThat(sentinel("fabio").open(id).status()).isEqualTo(404);
      assertThat(verdict("fabio", id, shown).json().path("type").asText())
          .isEqualTo("/problems/not-your-seat");
      assertThat(verdict("ada", id, shown).status()).isEqualTo(200);
      assertThat(verdict("ben", id, shown("ben", id)).status()).isEqualTo(200);
      assertThat(agent.api().look(id, Duration.ZERO).json().has("outcome")).isFalse();
    } finally {
      acme.back("elena");
    }
    verdict("elena", id, shown("elena", id)).orThrow();

    JsonNode decided = agent.api().look(id, WAIT).orThrow().json();
    assertThat(decided.path("outcome").asText()).isEqualTo("APPROVED");
    assertThat(decided.path("sentinels").findValuesAsText("id"))
        .containsExactlyInAnyOrder("ada", "ben", "elena");
    assertThat(system.log().evidence(agent, id).checks())
        .anyMatch(step -> step.startsWith("ada held "))
        .anyMatch(step -> step.startsWith("ben held "))
        .anyMatch(step -> step.startsWith("elena held "));
  }

  @Test
  void at_night_nobody_of_the_house_is_on_duty_and_somebody_from_outside_sees_what_is_theirs() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    acme.duty(
        "reviewers", Map.of("ines", now.minusSeconds(60), "ben", now.plus(12, ChronoUnit.HOURS)));
    try {
      String id =
          ask(
              """
              {"operation":"merge_pull_request","summary":"Hotfix for the tills",
               "arguments":{"repository":"shop","base":"main","number":4711,"files_changed":3,
               "checks_passed":true}}""");
      JsonNode shown = shown("ines", id);
      assertThat(sentinel("ben").open(id).status()).isEqualTo(404);

      JsonNode arguments = shown.path("dossier").path("arguments");
      assertThat(arguments.path("repository").asText()).isEqualTo("shop");
      assertThat(arguments.path("base").asText()).isEqualTo("main");
      assertThat(arguments.path("files_changed").asInt()).isEqualTo(3);
      assertThat(arguments.path("number").asText()).isEqualTo(HIDDEN);
      assertThat(arguments.path("checks_passed").asText()).isEqualTo(HIDDEN);
      assertThat(shown.toString()).doesNotContain("Hotfix", "4711");

      verdict("ines", id, shown).orThrow();
      JsonNode decided = agent.api().look(id, WAIT).orThrow().json();
      assertThat(decided.path("outcome").asText()).isEqualTo("APPROVED");
      assertThat(decided.path("sentinels").findValuesAsText("id")).containsExactly("ines");
    } finally {
      acme.alwaysOn("reviewers");
    }
  }

  @Test
  void a_habilitation_runs_out_before_the_verdict_and_somebody_else_decides() {
    SentinelApi gaia = acme.newcomer("gaia", "it.database");
    String id =
        ask(
            """
            {"operation":"db.migrate","arguments":{"environment":"prod","database":"shop",
             "statements":["alter table orders add note text"],"reversible":true}}""");
    String digest =
        Patience.until("gaia is asked", () -> gaia.open(id), seen -> seen.status() == 200)
            .json()
            .path("action_digest")
            .asText();
    Instant end = Instant.now().plusSeconds(1);
    acme.expires("gaia", "it.database", end);
    Patience.until("it has run out", Instant::now, end::isBefore);

    Answer refused = gaia.verdict(id, "approve", digest, "Looks fine");

    assertThat(refused.json().path("type").asText())
        .as(refused.text())
        .isEqualTo("/problems/not-eligible");
    assertThat(agent.api().look(id, Duration.ZERO).json().has("outcome")).isFalse();
    verdict("ben", id, shown("ben", id)).orThrow();
    JsonNode decided = agent.api().look(id, WAIT).orThrow().json();
    assertThat(decided.path("sentinels").findValuesAsText("id")).containsExactly("ben");
  }

  @Test
  void nobody_answers_two_more_circles_are_asked_in_turn_and_at_the_deadline_it_is_denied() {
    Night night = Night.in(system);
    String id = night.ask();
    Answer first = night.seen("first", id);
    night.seen("second", id);
    assertThat(first.json().path("outcome").isMissingNode()).isTrue();
    night.seen("third", id);

    JsonNode decided = night.agent().api().look(id, WAIT).orThrow().json();

    assertThat(decided.path("status").asText()).isEqualTo("timeout");
    assertThat(decided.path("outcome").asText()).isEqualTo("EXPIRED");
    assertThat(decided.path("basis").asText()).isEqualTo("TIMEOUT");
    assertThat(night.steps(id)).isEqualTo(List.of("second", "third"));
    Answer late =
        night.sentinel("third").verdict(id, "approve", digest(first.json()), "Let it through");
    assertThat(late.json().path("type").asText()).isEqualTo("/problems/case-closed");
  }

  private String ask(String body) {
    return agent.api().ask(body, null, Duration.ZERO).orThrow().json().path("id").asText();
  }

  private static String invoice(String amount) {
    return """
        {"operation":"pay_invoice","summary":"Audit of the year",
         "arguments":{"amount":"%s","currency":"USD","supplier":"Audit Nord","invoice":"2026-7",
         "purchase_order":"PO-77"}}"""
        .formatted(amount);
  }

  private JsonNode shown(String sentinel, String id) {
    return Patience.until(
            sentinel + " is shown the case",
            () -> sentinel(sentinel).open(id),
            seen -> seen.status() == 200)
        .json();
  }

  private Answer verdict(String sentinel, String id, JsonNode shown) {
    return sentinel(sentinel).verdict(id, "approve", digest(shown), "Compared with the order");
  }

  private static String digest(JsonNode shown) {
    return shown.path("action_digest").asText();
  }

  private SentinelApi sentinel(String id) {
    return system.installation().sentinel(id);
  }

  private static JsonNode panel(JsonNode shown, String name) {
    return shown
        .path("panels")
        .valueStream()
        .filter(panel -> panel.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
