package io.humanlayer.routing.core.cases;

/// How a case ends. Only `APPROVED` lets the Agent go on.
public enum DecisionOutcome {
  APPROVED,
  REJECTED,
  EXPIRED
}
