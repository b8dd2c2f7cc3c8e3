package io.humanlayer.routing.core.cases;

/// On what a Decision rests. Silence is recorded as such, never as a person.
public enum Basis {
  SENTINEL,
  TIMEOUT
}
