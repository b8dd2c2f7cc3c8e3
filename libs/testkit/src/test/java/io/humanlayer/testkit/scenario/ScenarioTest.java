package io.humanlayer.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.testkit.scenario.Door.Lock;
import io.humanlayer.testkit.scenario.Door.No;
import io.humanlayer.testkit.scenario.Door.Open;
import io.humanlayer.testkit.scenario.Door.Opened;
import io.humanlayer.testkit.scenario.Door.Unlock;
import io.humanlayer.testkit.scenario.Door.WasLocked;
import io.humanlayer.testkit.scenario.Door.WasUnlocked;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  private final Scenario<Door.Command, Door.State, Door.Event> door = Scenario.of(new Door());

  @Test
  void steps_that_hold_become_the_past_of_the_next() {
    door.when(new Lock(7))
        .then(new WasLocked(7))
        .when(new Open())
        .thenRefused(No.LOCKED)
        .when(new Unlock(7))
        .then(new WasUnlocked())
        .when(new Unlock(7))
        .thenNothingNew();
  }

  @Test
  void another_event_than_expected_fails() {
    assertThatThrownBy(() -> door.when(new Lock(7)).then(new WasLocked(8)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_refusal_where_events_were_expected_fails_with_its_reason() {
    assertThatThrownBy(() -> door.given(new WasLocked(7)).when(new Open()).then(new Opened()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("LOCKED");
  }

  @Test
  void events_where_a_refusal_was_expected_fail() {
    assertThatThrownBy(() -> door.when(new Open()).thenRefused(No.LOCKED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Opened");
  }

  @Test
  void the_wrong_refusal_fails() {
    assertThatThrownBy(
            () -> door.given(new WasLocked(7)).when(new Unlock(1)).thenRefused(No.LOCKED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("WRONG_CODE");
  }
}
