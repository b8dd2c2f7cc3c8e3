package io.humanlayer.routing.inbound;

import io.humanlayer.kernel.Refusal;
import io.humanlayer.routing.core.sentinels.SentinelRefusal;
import io.humanlayer.web.Problem;
import io.humanlayer.web.Problem.Kind;

/// Why a command to the register does not hold, as the problem that its giver is told.
final class RegisterRefusals {

  private RegisterRefusals() {}

  static Problem problem(Refusal refusal) {
    return Problem.of(
        refusal instanceof SentinelRefusal known ? kind(known) : Kind.CONFLICT,
        refusal.explanation());
  }

  /// What somebody has no part in is not there for them.
  private static Kind kind(SentinelRefusal refusal) {
    return switch (refusal) {
      case NO_SUCH_SENTINEL,
          NO_SUCH_QUALIFICATION,
          NO_SUCH_CONFLICT,
          NO_SUCH_DELEGATION,
          NOT_YOUR_DELEGATION,
          NO_SUCH_PASSKEY ->
          Kind.NOT_FOUND;
      case TOO_MANY,
          ALREADY_SUSPENDED,
          NOT_SUSPENDED,
          CONFLICT_ID_TAKEN,
          DELEGATION_ID_TAKEN,
          NOT_YOURS_TO_DELEGATE,
          NOT_TO_ONESELF,
          DELEGATE_NOT_QUALIFIED,
          DELEGATION_OVER,
          SUSPENDED,
          PASSKEY_TAKEN ->
          Kind.CONFLICT;
    };
  }
}
