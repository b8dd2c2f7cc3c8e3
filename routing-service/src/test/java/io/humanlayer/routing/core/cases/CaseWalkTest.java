package io.humanlayer.routing.core.cases;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.Decider;
import io.humanlayer.testkit.scenario.SeededWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseWalkTest {

  /// With [SeededWalk#STEPS] commands each: 150,000 steps.
  private static final int WALKS = 2_500;

  @Test
  void no_order_of_commands_breaks_a_rule_and_every_command_is_tried_in_every_state() {
    walk(new CaseDecider()).walk(WALKS).covers(Case.class, CaseCommand.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_planted_bug_is_found(PlantedBug bug) {
    assertThatThrownBy(() -> walk(bug).walk(WALKS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed");
  }

  private static SeededWalk<CaseCommand, Case, CaseEvent> walk(
      Decider<CaseCommand, Case, CaseEvent> decider) {
    return SeededWalk.of(decider, AnyCommand::of, Bookkeeper::new);
  }
}
