package io.humanlayer.testkit.scenario;

import io.humanlayer.kernel.Outcome;

/// A second opinion on every step of a walk, kept without looking at how the decider thinks. It
/// throws an [AssertionError] where the decider is wrong.
@FunctionalInterface
public interface Oracle<C, S, E> {

  /// Looks at one step: `command` was given in `before` and led to `after`.
  void observe(S before, C command, Outcome<E> outcome, S after);
}
