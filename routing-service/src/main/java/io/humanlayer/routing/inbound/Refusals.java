package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.Refusal;
import io.humanlayer.routing.app.BelowFloor;
import io.humanlayer.routing.app.SignatureRefused;
import io.humanlayer.routing.core.cases.CaseRefusal;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;

/// Why a command does not hold, as the problem that its giver is told.
public final class Refusals {

  private Refusals() {}

  public static Problem problem(Refusal refusal) {
    return switch (refusal) {
      case CaseRefusal known -> known(known);
      case SignatureRefused refused -> Problem.of(Kind.SIGNATURE_REFUSED, refused.explanation());
      case BelowFloor floor -> Problem.of(Kind.NOT_ELIGIBLE, floor.explanation());
      default -> Problem.of(Kind.CONFLICT, refusal.explanation());
    };
  }

  private static Problem known(CaseRefusal refusal) {
    return switch (refusal) {
      case NO_SUCH_CASE -> Problem.of(Kind.NOT_FOUND, refusal.explanation());
      case CASE_CLOSED, QUORUM_REACHED -> Problem.of(Kind.CASE_CLOSED, refusal.explanation());
      case DEADLINE_PASSED, USE_EXPIRED -> Problem.of(Kind.EXPIRED, refusal.explanation());
      case NOT_YOUR_SEAT, SEAT_TAKEN, NOT_HELD, NOT_YOUR_VERDICT ->
          Problem.of(Kind.NOT_YOUR_SEAT, refusal.explanation());
      case NOT_ELIGIBLE -> Problem.of(Kind.NOT_ELIGIBLE, refusal.explanation());
      case SIGNED_OTHERWISE -> Problem.of(Kind.SIGNATURE_REFUSED, refusal.explanation());
      case DIGEST_MISMATCH -> Problem.of(Kind.DIGEST_MISMATCH, refusal.explanation());
      case ALREADY_CONSUMED -> Problem.of(Kind.ALREADY_CONSUMED, refusal.explanation());
      case NOT_YET -> Problem.of(Kind.NOT_YET, refusal.explanation());
      case REVOKED -> Problem.of(Kind.REVOKED, refusal.explanation());
      case SUSPENDED -> Problem.of(Kind.SUSPENDED, refusal.explanation());
      case NOT_APPROVED -> Problem.of(Kind.NOT_APPROVED, refusal.explanation());
      case REASON_REQUIRED -> Problem.invalid("/reason", refusal.explanation());
      case NOT_AN_OPTION -> Problem.invalid("/answer", refusal.explanation());
      case NOT_EDITABLE -> Problem.invalid("/arguments", refusal.explanation());
      case GRANT_TOO_WIDE -> Problem.invalid("/grant", refusal.explanation());
      case NO_MORE_TIME -> Problem.invalid("/by", refusal.explanation());
      case ALREADY_OPEN,
          ALREADY_GIVEN,
          TOO_EARLY,
          STALE_TIMER,
          NOT_ASKED,
          EDIT_NOT_COVERED,
          QUESTION_OPEN,
          TOO_MANY_QUESTIONS,
          NO_QUESTION,
          NOTHING_TO_UNDO,
          NO_GLASS_TO_BREAK,
          NOT_REJECTED ->
          Problem.of(Kind.CONFLICT, refusal.explanation());
    };
  }
}
