package io.humanlayer.routing.core.cases;

/// On what a Decision rests. Silence is recorded as such, never as a person.
public enum Basis {
  /// no person and no silence: the Agent withdrew, or the Organisation suspended it
  POLICY,
  SENTINEL,
  TIMEOUT
}
