package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.Refusal;

/// Why a command to a case does not hold.
public enum CaseRefusal implements Refusal {
  NO_SUCH_CASE("There is no such case."),
  ALREADY_OPEN("This request already has its case."),
  CASE_CLOSED("The case has been decided; nothing can be added."),
  DEADLINE_PASSED("The deadline has passed; without a quorum the request is denied."),
  TOO_EARLY("The deadline has not come yet."),
  NOT_YOUR_SEAT("No seat in this case was offered to this Sentinel."),
  NOT_ELIGIBLE("This Sentinel may not, or may no longer, decide in this case."),
  DIGEST_MISMATCH("The verdict names another action than the one this case is about."),
  ALREADY_GIVEN("This Sentinel has already given another verdict in this case."),
  REASON_REQUIRED("This verdict needs a reason.");

  private final String explanation;

  CaseRefusal(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
