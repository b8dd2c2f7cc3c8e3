package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.Refusal;

/// Why a command to a case does not hold.
public enum CaseRefusal implements Refusal {
  NO_SUCH_CASE("There is no such case."),
  ALREADY_OPEN("This request already has its case."),
  CASE_CLOSED("The case has been decided; nothing can be added."),
  QUORUM_REACHED("The quorum is complete; until it binds, a verdict can only be taken back."),
  DEADLINE_PASSED("The deadline has passed; without a quorum the request is denied."),
  TOO_EARLY("It is not time yet."),
  STALE_TIMER("What this timer was armed for is no longer awaited."),
  NOT_YOUR_SEAT("No seat in this case is offered to this Sentinel."),
  SEAT_TAKEN("Somebody else has taken the seat."),
  NOT_HELD("This Sentinel holds no seat in this case; claim it first."),
  NOT_ELIGIBLE("This Sentinel may not, or may no longer, decide in this case."),
  SIGNED_OTHERWISE(
      "The signature is over another verdict, another view or another policy, or has run out."),
  DIGEST_MISMATCH("This names another action than the one this case is about."),
  ALREADY_GIVEN("This Sentinel has already given another verdict in this case."),
  REASON_REQUIRED("This verdict needs a reason."),
  NOT_ASKED("This kind of answer was not asked for."),
  NOT_AN_OPTION("The answer is none of the options."),
  NOT_EDITABLE("Nothing is changed, or policy does not let a Sentinel change this argument."),
  EDIT_NOT_COVERED(
      "Policy does not allow the changed action, or asks more of it than of this one."),
  GRANT_TOO_WIDE("Policy does not let this decision make so wide a grant."),
  QUESTION_OPEN("The agent has not answered the last question yet."),
  TOO_MANY_QUESTIONS("No more questions can be put to the agent in this case."),
  NO_QUESTION("The agent was not asked, or was asked something else since."),
  NO_MORE_TIME("The deadline of this case cannot be moved any further."),
  NOT_YOUR_VERDICT("This Sentinel has given no verdict that could be taken back."),
  NOTHING_TO_UNDO("Nothing can be taken back now."),
  NO_GLASS_TO_BREAK("What this case is about is never approved by one person alone."),
  NOT_APPROVED("The request is not approved."),
  NOT_YET("The approval can still be taken back; it is not binding yet."),
  ALREADY_CONSUMED("The approval has been used; it holds once."),
  USE_EXPIRED("The approval was not used in time."),
  REVOKED("The approval was revoked."),
  SUSPENDED("The organisation, the agent or the operation is suspended."),
  NOT_REJECTED("Only a rejection can be reopened.");

  private final String explanation;

  CaseRefusal(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
