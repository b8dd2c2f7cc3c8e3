package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.Refusal;

/// Why somebody may not take a seat.
public enum Unfitness implements Refusal {
  OTHER_ORGANISATION("This Sentinel belongs to another organisation."),
  SUSPENDED("This Sentinel is suspended."),
  IDENTITY_UNVERIFIED("The identity of this Sentinel is not verified well enough."),
  OWNS_THE_AGENT("This Sentinel answers for the agent that asks."),
  EXCLUDED("Policy excludes this Sentinel from this case."),
  CONFLICT_OF_INTEREST("This Sentinel has declared an interest in this case."),
  SAME_HOUSE("This Sentinel shares a company or a household with a party of this case."),
  NOT_A_MEMBER("The organisation does not take this Sentinel on this panel."),
  SOURCE_NOT_ADMITTED("The panel does not take Sentinels from there."),
  LANGUAGE("This Sentinel speaks none of the languages that it takes."),
  JURISDICTION("This Sentinel is admitted in none of the jurisdictions that it takes."),
  NOT_QUALIFIED("This Sentinel does not hold the qualification at that level."),
  NOT_VALID("The qualification does not hold now, or not until the deadline."),
  OUT_OF_SCOPE("The qualification does not cover this operation."),
  AMOUNT("The qualification does not cover this amount."),
  AWAY("This Sentinel is away."),
  OFF_DUTY("This Sentinel is not on duty."),
  NO_CAPACITY("This Sentinel is being asked about as many cases as they can take.");

  private final String explanation;

  Unfitness(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
