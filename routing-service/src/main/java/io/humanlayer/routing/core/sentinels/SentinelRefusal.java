package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.Refusal;

/// Why a command to the register does not hold.
public enum SentinelRefusal implements Refusal {
  NO_SUCH_SENTINEL("There is no such Sentinel."),
  TOO_MANY("The register holds no more of these for one Sentinel."),
  ALREADY_SUSPENDED("This Sentinel is suspended already."),
  NOT_SUSPENDED("This Sentinel is not suspended."),
  NO_SUCH_QUALIFICATION("This Sentinel does not hold that qualification."),
  NO_SUCH_CONFLICT("This Sentinel has declared no such conflict."),
  CONFLICT_ID_TAKEN("Another conflict of this Sentinel has that id."),
  NO_SUCH_DELEGATION("This Sentinel has given no such delegation."),
  DELEGATION_ID_TAKEN("Another delegation has that id."),
  NOT_YOURS_TO_DELEGATE("Only who holds the qualification in their own right can delegate it."),
  NOT_TO_ONESELF("Nobody is their own delegate."),
  DELEGATE_NOT_QUALIFIED("The delegate does not hold the qualification that it takes."),
  NOT_YOUR_DELEGATION("This delegation is not for you to answer."),
  DELEGATION_OVER("This delegation was revoked or has run out."),
  SUSPENDED("A suspended Sentinel can register no passkey."),
  PASSKEY_TAKEN("This passkey is registered already, or was removed and cannot come back."),
  NO_SUCH_PASSKEY("This Sentinel has no such passkey.");

  private final String explanation;

  SentinelRefusal(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
