package io.humanlayer.routing.core.cases;

/// How a case ends. Only the two approvals let the Agent go on.
public enum DecisionOutcome {
  APPROVED,
  APPROVED_WITH_EDITS,
  REJECTED,
  ANSWERED,
  EXPIRED,
  CANCELLED;

  public boolean approves() {
    return this == APPROVED || this == APPROVED_WITH_EDITS;
  }
}
