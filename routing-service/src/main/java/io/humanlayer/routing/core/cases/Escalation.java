package io.humanlayer.routing.core.cases;

import java.time.Duration;

/// After so long without a decision, this panel's people may take any seat too.
public record Escalation(Duration after, Panel to) {

  public Escalation {
    if (!after.isPositive()) {
      throw new IllegalArgumentException("an escalation happens after some time");
    }
  }
}
