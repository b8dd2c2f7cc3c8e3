package io.humanlayer.policy.core.requirement;

import java.math.BigDecimal;

/// A panel may hand on to people of another qualification, up to an amount.
public record Delegation(String to, BigDecimal upTo) {
  public Delegation {
    if (upTo.signum() <= 0) {
      throw new IllegalArgumentException("upTo must be more than zero");
    }
    upTo = upTo.stripTrailingZeros();
  }
}
