package io.humanlayer.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.testkit.scenario.Door.Command;
import io.humanlayer.testkit.scenario.Door.Event;
import io.humanlayer.testkit.scenario.Door.Lock;
import io.humanlayer.testkit.scenario.Door.Locked;
import io.humanlayer.testkit.scenario.Door.Open;
import io.humanlayer.testkit.scenario.Door.State;
import io.humanlayer.testkit.scenario.Door.Unlock;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeededWalkTest {

  @Test
  void a_sound_decider_survives_and_every_pair_is_tried() {
    walkOf(SeededWalkTest::anyCommand).walk(20).covers(State.class, Command.class);
  }

  @Test
  void a_failure_names_its_seed() {
    SeededWalk<Command, State, Event> walk =
        SeededWalk.of(
            new Door(),
            (random, _) -> anyCommand(random),
            () ->
                (_, _, _, after) -> {
                  if (after instanceof Locked) {
                    throw new AssertionError("it was locked");
                  }
                });
    assertThatThrownBy(() -> walk.walkFrom(3))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 3")
        .hasRootCauseMessage("it was locked");
  }

  @Test
  void a_pair_that_was_never_tried_fails() {
    Exercised exercised = walkOf(_ -> new Open()).walk(2);
    assertThatThrownBy(() -> exercised.covers(State.class, Command.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Locked × Unlock");
  }

  @Test
  void a_pair_said_to_be_impossible_must_not_happen() {
    Exercised exercised = walkOf(SeededWalkTest::anyCommand).walk(20);
    assertThatThrownBy(() -> exercised.covers(State.class, Command.class, "Shut × Open"))
        .isInstanceOf(AssertionError.class);
  }

  private static SeededWalk<Command, State, Event> walkOf(
      java.util.function.Function<RandomGenerator, Command> commands) {
    return SeededWalk.of(
        new Door(),
        (random, _) -> commands.apply(random),
        () ->
            (before, command, outcome, _) -> {
              boolean refused = outcome instanceof Outcome.Refused<Event>;
              if (refused && !(before instanceof Locked)) {
                throw new AssertionError(command + " refused though the door is not locked");
              }
            });
  }

  private static Command anyCommand(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Open();
      case 1 -> new Lock(random.nextInt(3));
      case 2 -> new Unlock(random.nextInt(3));
      default -> throw new AssertionError();
    };
  }
}
