package io.humanlayer.notifier.core.decision;

/// What was decided, with the status under which agents see it.
public enum DecisionOutcome {
  APPROVED("approved"),
  APPROVED_WITH_EDITS("approved"),
  REJECTED("rejected"),
  ANSWERED("answered"),
  EXPIRED("timeout"),
  CANCELLED("cancelled");

  private final String status;

  DecisionOutcome(String status) {
    this.status = status;
  }

  public String status() {
    return status;
  }
}
