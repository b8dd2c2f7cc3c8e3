package io.humanlayer.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;

/// What a decider answers after a given past:
/// `Scenario.of(decider).given(opened()).when(claim(ADA)).then(claimed(ADA))`.
///
/// A checked step becomes part of the past, so that steps chain:
/// `….then(claimed(ADA)).when(claim(BEN)).thenRefused(ALREADY_CLAIMED)`.
public final class Scenario<C, S, E> {

  private final Decider<C, S, E> decider;
  private final List<E> past;

  private Scenario(Decider<C, S, E> decider, List<E> past) {
    this.decider = decider;
    this.past = List.copyOf(past);
  }

  /// A scenario in which nothing has happened yet.
  public static <C, S, E> Scenario<C, S, E> of(Decider<C, S, E> decider) {
    return new Scenario<>(decider, List.of());
  }

  /// The same scenario, in which `events` have happened too.
  @SafeVarargs
  public final Scenario<C, S, E> given(E... events) {
    List<E> more = new ArrayList<>();
    for (E event : events) {
      more.add(event);
    }
    return given(more);
  }

  /// The same scenario, in which `events` have happened too.
  public Scenario<C, S, E> given(List<? extends E> events) {
    List<E> longer = new ArrayList<>(past);
    longer.addAll(events);
    return new Scenario<>(decider, longer);
  }

  /// The state that the past has led to.
  public S state() {
    return decider.replay(past);
  }

  /// Gives `command` to the decider.
  public Answer when(C command) {
    return new Answer(command, decider.decide(state(), command));
  }

  /// What the decider answered, still to be checked.
  public final class Answer {

    private final C command;
    private final Outcome<E> outcome;

    private Answer(C command, Outcome<E> outcome) {
      this.command = command;
      this.outcome = outcome;
    }

    /// The command holds and brings about exactly `events`, in this order.
    @SafeVarargs
    public final Scenario<C, S, E> then(E... events) {
      List<E> expected = new ArrayList<>();
      for (E event : events) {
        expected.add(event);
      }
      assertThat(accepted()).as("events of %s", command).isEqualTo(expected);
      return given(expected);
    }

    /// The command holds, and there is nothing new to record.
    public Scenario<C, S, E> thenNothingNew() {
      assertThat(accepted()).as("events of %s", command).isEmpty();
      return Scenario.this;
    }

    /// The command does not hold, for exactly this `reason`.
    public Scenario<C, S, E> thenRefused(Refusal reason) {
      switch (outcome) {
        case Outcome.Accepted<E>(List<E> events) ->
            fail("%s should be refused with %s, but brought about %s", command, reason, events);
        case Outcome.Refused<E>(Refusal given) ->
            assertThat(given).as("refusal of %s", command).isEqualTo(reason);
      }
      return Scenario.this;
    }

    private List<E> accepted() {
      return switch (outcome) {
        case Outcome.Accepted<E>(List<E> events) -> events;
        case Outcome.Refused<E>(Refusal reason) ->
            fail("%s was refused: %s, %s", command, reason.name(), reason.explanation());
      };
    }
  }
}
