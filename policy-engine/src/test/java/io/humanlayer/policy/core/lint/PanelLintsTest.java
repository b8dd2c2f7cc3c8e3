package io.humanlayer.policy.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.policy.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanelLintsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private static List<String> lints(PanelFacts facts) {
    var policy =
        Engine.of(
                Engine.policy(
                    "- {id: large, for: [pay], ruling: ARBITRIUM, require: {panels: [{panel: cfo, approvals: 2}], deadline: PT15M}}"))
            .rulebook()
            .policy();
    return PanelLints.of(policy, facts).stream()
        .map(lint -> lint.severity() + " " + lint.flaw())
        .toList();
  }

  @Test
  void a_panel_needs_one_person_more_than_it_needs_approvals() {
    assertThat(lints(new PanelFacts(Map.of("duty", 2, "cfo", 3), Map.of()))).isEmpty();
    assertThat(lints(new PanelFacts(Map.of("duty", 2, "cfo", 2), Map.of())))
        .singleElement()
        .asString()
        .startsWith("WARNING")
        .contains("too-few-people", "panel cfo needs 2 and 2 could sit on it");
    assertThat(lints(new PanelFacts(Map.of(), Map.of())))
        .as("a panel of which nothing is known has nobody")
        .hasSize(2);
  }

  @Test
  void a_deadline_is_not_shorter_than_nine_of_ten_decisions_of_the_panel_took() {
    var enough = Map.of("duty", 9, "cfo", 9);

    assertThat(lints(new PanelFacts(enough, Map.of("cfo", Duration.ofMinutes(15))))).isEmpty();
    assertThat(lints(new PanelFacts(enough, Map.of("cfo", HOUR, "payments", HOUR))))
        .singleElement()
        .asString()
        .startsWith("WARNING")
        .contains("deadline-below-pace", "the deadline is PT15M", "panel cfo", "PT1H");
  }
}
