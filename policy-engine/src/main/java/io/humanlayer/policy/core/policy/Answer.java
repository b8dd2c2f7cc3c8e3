package io.humanlayer.policy.core.policy;

/// What evaluating an expression gave: a value, or the reason why there is none.
public sealed interface Answer<T> {

  record Known<T>(T value) implements Answer<T> {}

  record Failed<T>(String why) implements Answer<T> {}
}
