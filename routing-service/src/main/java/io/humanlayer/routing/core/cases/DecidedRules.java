package io.humanlayer.routing.core.cases;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.CaseCommand.Consume;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseCommand.Lapse;
import io.humanlayer.routing.core.cases.CaseCommand.Reopen;
import io.humanlayer.routing.core.cases.CaseEvent.Consumed;
import io.humanlayer.routing.core.cases.CaseEvent.Lapsed;
import io.humanlayer.routing.core.cases.CaseEvent.Reopened;
import io.humanlayer.routing.core.cases.CaseEvent.Revoked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What may still happen when the Decision has been made: an approval is used, once, or it ends
/// unused. The Decision itself never changes.
record DecidedRules(Case.Decided decided) {

  /// A repetition of the verdict that was given is no news, though the case is settled.
  Outcome<CaseEvent> tooLate(GiveVerdict give) {
    if (!decided.seats(give.sentinel())) {
      return refused(CaseRefusal.NOT_YOUR_SEAT);
    }
    return decided
        .seating()
        .answerOf(give.sentinel().id())
        .filter(given -> given.repeatedBy(give))
        .map(_ -> Outcome.<CaseEvent>accepted(List.of()))
        .orElseGet(() -> refused(CaseRefusal.CASE_CLOSED));
  }

  Outcome<CaseEvent> consume(Consume consume) {
    if (!(decided instanceof Case.Approved approved)) {
      return refused(unusable());
    }
    if (!approved.approval().actionDigest().equals(consume.actionDigest())) {
      return refused(CaseRefusal.DIGEST_MISMATCH);
    }
    if (!consume.at().isBefore(approved.approval().usableUntil())) {
      return refused(CaseRefusal.USE_EXPIRED);
    }
    return consume.suspended()
        ? refused(CaseRefusal.SUSPENDED)
        : accepted(new Consumed(consume.actionDigest(), consume.executor(), consume.at()));
  }

  Outcome<CaseEvent> revoke(String by, Reason reason, @Nullable RequestId successor, Instant at) {
    return switch (decided) {
      case Case.Approved approved ->
          accepted(
              new Revoked(
                  approved.approval().actionDigest(), by, reason.withoutText(), successor, at));
      case Case.Revoked _ -> accepted(List.of());
      case Case.Consumed _,
          Case.Lapsed _,
          Case.Rejected _,
          Case.Answered _,
          Case.Expired _,
          Case.Cancelled _ ->
          refused(unusable());
    };
  }

  Outcome<CaseEvent> lapse(Lapse lapse) {
    Optional<Timer> armed = Timers.find(decided, lapse);
    if (!(decided instanceof Case.Approved approved) || armed.isEmpty()) {
      return refused(CaseRefusal.CASE_CLOSED);
    }
    return lapse.at().isBefore(armed.get().due())
        ? refused(CaseRefusal.TOO_EARLY)
        : accepted(new Lapsed(approved.approval().actionDigest(), lapse.at()));
  }

  Outcome<CaseEvent> reopen(Reopen reopen) {
    if (!(decided instanceof Case.Rejected rejected)) {
      return refused(CaseRefusal.NOT_REJECTED);
    }
    if (reopen.reason().missing()) {
      return refused(CaseRefusal.REASON_REQUIRED);
    }
    return rejected.reopened()
        ? accepted(List.of())
        : accepted(new Reopened(reopen.by(), reopen.reason().withoutText(), reopen.at()));
  }

  private CaseRefusal unusable() {
    return switch (decided) {
      case Case.Consumed _ -> CaseRefusal.ALREADY_CONSUMED;
      case Case.Lapsed _ -> CaseRefusal.USE_EXPIRED;
      case Case.Revoked _ -> CaseRefusal.REVOKED;
      case Case.Approved _, Case.Rejected _, Case.Answered _, Case.Expired _, Case.Cancelled _ ->
          CaseRefusal.NOT_APPROVED;
    };
  }
}
