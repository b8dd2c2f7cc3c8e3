package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be asked of the register about one Sentinel. Reasons are codes, never texts.
public sealed interface SentinelCommand {

  Instant at();

  /// Adds a Sentinel, or puts other particulars and qualifications in the place of theirs.
  ///
  /// @param vouched how their identity is known if nothing better is on record
  record Enrol(
      Particulars particulars, List<Qualification> qualifications, Proofing vouched, Instant at)
      implements SentinelCommand {
    public Enrol {
      qualifications = List.copyOf(qualifications);
    }
  }

  record ProveIdentity(Proofing proofing, Instant at) implements SentinelCommand {}

  record Grant(Qualification qualification, Instant at) implements SentinelCommand {}

  /// Withdraws every level of the named qualification.
  record Withdraw(String qualification, String reason, Instant at) implements SentinelCommand {}

  record Suspend(String reason, Instant at) implements SentinelCommand {}

  record Reinstate(String reason, Instant at) implements SentinelCommand {}

  record DeclareConflict(Conflict conflict, Instant at) implements SentinelCommand {}

  record WithdrawConflict(String id, Instant at) implements SentinelCommand {}

  /// @param delegate as the register has the delegate now
  record OfferDelegation(Delegation delegation, Registration delegate, Instant at)
      implements SentinelCommand {}

  /// @param delegate as the register has whoever accepts now
  record AcceptDelegation(String id, SentinelId by, Registration delegate, Instant at)
      implements SentinelCommand {}

  /// @param by the delegator or the delegate; nobody if the operator does it
  record RevokeDelegation(String id, @Nullable SentinelId by, Instant at)
      implements SentinelCommand {}

  /// A passkey was made and its attestation checked.
  record AddPasskey(Passkey passkey, Instant at) implements SentinelCommand {}

  record RemovePasskey(String credential, Instant at) implements SentinelCommand {}

  record SetPresence(Presence presence, Instant at) implements SentinelCommand {}

  /// An offer ran out without an answer.
  record NoteLapse(Instant at) implements SentinelCommand {}

  /// An offer was answered.
  record NoteAnswer(Instant at) implements SentinelCommand {}
}
