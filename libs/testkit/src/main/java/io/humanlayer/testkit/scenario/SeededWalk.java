package io.humanlayer.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.humanlayer.kernel.Decider;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Random commands, one after the other, each step judged by an [Oracle]. The same seed is the same
/// walk; a failure names the seed and the commands that led to it.
public final class SeededWalk<C, S, E> {

  /// Commands in one walk.
  public static final int STEPS = 60;

  private final Decider<C, S, E> decider;
  private final BiFunction<RandomGenerator, S, C> commands;
  private final Supplier<Oracle<C, S, E>> oracles;
  private final Exercised exercised = new Exercised();

  private SeededWalk(
      Decider<C, S, E> decider,
      BiFunction<RandomGenerator, S, C> commands,
      Supplier<Oracle<C, S, E>> oracles) {
    this.decider = decider;
    this.commands = commands;
    this.oracles = oracles;
  }

  /// @param commands the next command to try; it may look at the state, and should often not fit it
  /// @param oracles a fresh oracle for each walk
  public static <C, S, E> SeededWalk<C, S, E> of(
      Decider<C, S, E> decider,
      BiFunction<RandomGenerator, S, C> commands,
      Supplier<Oracle<C, S, E>> oracles) {
    return new SeededWalk<>(decider, commands, oracles);
  }

  /// Walks once for every seed from zero to `count`, and says which pairs of state and command were
  /// met.
  public Exercised walk(int count) {
    for (long seed = 0; seed < count; seed++) {
      walkFrom(seed);
    }
    return exercised;
  }

  /// One walk: what to call with the seed that a failure has named.
  public Exercised walkFrom(long seed) {
    List<C> given = new ArrayList<>();
    try {
      step(new Random(seed), given);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "the walk with seed " + seed + " failed at step " + given.size() + " of " + given, e);
    }
    return exercised;
  }

  private void step(Random random, List<C> given) {
    Oracle<C, S, E> oracle = oracles.get();
    List<E> past = new ArrayList<>();
    S state = decider.initial();
    while (given.size() < STEPS) {
      C command = commands.apply(random, state);
      given.add(command);
      exercised.met(Objects.requireNonNull(state), Objects.requireNonNull(command));
      Outcome<E> outcome = decider.decide(state, command);
      S after =
          switch (outcome) {
            case Outcome.Accepted<E>(List<E> events) -> evolved(state, events, past);
            case Outcome.Refused<E>(Refusal _) -> state;
          };
      oracle.observe(state, command, outcome, after);
      state = after;
    }
    assertThat(decider.replay(past)).as("state replayed from the events").isEqualTo(state);
  }

  private S evolved(S state, List<E> events, List<E> past) {
    past.addAll(events);
    S after = state;
    for (E event : events) {
      after = decider.evolve(after, event);
    }
    return after;
  }
}
