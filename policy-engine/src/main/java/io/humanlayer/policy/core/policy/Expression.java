package io.humanlayer.policy.core.policy;

/// A compiled expression. It never throws: what cannot be evaluated is a failed answer.
@FunctionalInterface
public interface Expression<T> {

  Answer<T> of(Facts facts);

  /// The expression that is always `value`.
  static <T> Expression<T> always(T value) {
    Answer<T> known = new Answer.Known<>(value);
    return facts -> known;
  }
}
