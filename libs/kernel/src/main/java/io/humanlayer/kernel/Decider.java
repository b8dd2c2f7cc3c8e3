package io.humanlayer.kernel;

/// A pure state machine: what a command does to a state, and what a fact makes of it.
///
/// `decide` never throws for a command that does not hold: it answers with a refusal. `evolve` is
/// total: the fact has already happened, so it looks nothing up and refuses nothing.
///
/// @param <C> the sealed commands
/// @param <S> the sealed states
/// @param <E> the sealed events
public interface Decider<C, S, E> {

  /// The state before the first event.
  S initial();

  /// What `command` brings about in `state`: events to record, or the reason why nothing happens.
  Outcome<E> decide(S state, C command);

  /// The state after `event`.
  S evolve(S state, E event);

  /// The state after all of `events`, from the beginning.
  default S replay(Iterable<? extends E> events) {
    S state = initial();
    for (E event : events) {
      state = evolve(state, event);
    }
    return state;
  }
}
