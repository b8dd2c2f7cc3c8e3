package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.Refusal;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;

/// Why a command does not hold, as the problem that its giver is told.
public final class Refusals {

  private Refusals() {}

  public static Problem problem(Refusal refusal) {
    return refusal instanceof CaseRefusal known
        ? known(known)
        : Problem.of(Kind.CONFLICT, refusal.explanation());
  }

  private static Problem known(CaseRefusal refusal) {
    return switch (refusal) {
      case NO_SUCH_CASE -> Problem.of(Kind.NOT_FOUND, refusal.explanation());
      case CASE_CLOSED -> Problem.of(Kind.CASE_CLOSED, refusal.explanation());
      case DEADLINE_PASSED -> Problem.of(Kind.EXPIRED, refusal.explanation());
      case NOT_YOUR_SEAT -> Problem.of(Kind.NOT_YOUR_SEAT, refusal.explanation());
      case NOT_ELIGIBLE -> Problem.of(Kind.NOT_ELIGIBLE, refusal.explanation());
      case DIGEST_MISMATCH -> Problem.of(Kind.DIGEST_MISMATCH, refusal.explanation());
      case REASON_REQUIRED -> Problem.invalid("/reason", refusal.explanation());
      case ALREADY_OPEN, ALREADY_GIVEN, TOO_EARLY ->
          Problem.of(Kind.CONFLICT, refusal.explanation());
    };
  }
}
