package io.humanlayer.policy.core.publication;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a number gets. It is a matter of its binding, never of the document.
public enum Stage {
  /// It has a number, and that is all.
  DRAFT,
  /// It is asked on live requests beside what is enforced, and never obeyed.
  SHADOW,
  /// It is obeyed.
  ENFORCED;

  /// The stage as events and URLs write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Stage> of(String word) {
    return Stream.of(values()).filter(stage -> stage.word().equals(word)).findFirst();
  }
}
