package io.humanlayer.kernel;

import java.util.List;

/// What a decider answers to a command.
///
/// @param <E> the events of the decider
public sealed interface Outcome<E> {

  /// The command holds; `events` are what happened, possibly nothing new.
  record Accepted<E>(List<E> events) implements Outcome<E> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// The command does not hold, and why. Nothing is recorded.
  record Refused<E>(Refusal reason) implements Outcome<E> {}

  static <E> Outcome<E> accepted(E event) {
    return new Accepted<>(List.of(event));
  }

  static <E> Outcome<E> accepted(List<E> events) {
    return new Accepted<>(events);
  }

  static <E> Outcome<E> refused(Refusal reason) {
    return new Refused<>(reason);
  }
}
