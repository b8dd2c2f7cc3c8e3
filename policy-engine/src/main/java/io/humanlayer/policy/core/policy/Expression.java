package io.humanlayer.policy.core.policy;

import java.util.List;

/// A compiled expression. It never throws: what cannot be evaluated is a failed answer.
@FunctionalInterface
public interface Expression<T> {

  Answer<T> of(Facts facts);

  /// The parts of the expression that can be true or false by themselves, with the value that each
  /// has, in the order of the text; parts that were not needed for the answer are absent.
  default List<Clause> clauses(Facts facts) {
    return List.of();
  }

  /// The expression that is always `value`.
  static <T> Expression<T> always(T value) {
    Answer<T> known = new Answer.Known<>(value);
    return facts -> known;
  }
}
