package io.humanlayer.notifier.core.delivery;

import io.humanlayer.kernel.Refusal;

/// Why a command on a delivery does not hold.
public enum DeliveryRefusal implements Refusal {
  ALREADY_SCHEDULED("This delivery is owed already."),
  NOT_SCHEDULED("Nothing is owed here."),
  OTHER_ATTEMPT("Another attempt is due, or this one has been told before."),
  SETTLED("This delivery has come to its end.");

  private final String explanation;

  DeliveryRefusal(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
