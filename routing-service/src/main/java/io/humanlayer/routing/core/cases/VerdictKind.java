package io.humanlayer.routing.core.cases;

/// What a Sentinel answers.
public enum VerdictKind {
  APPROVE,
  REJECT,
  ANSWER
}
