package io.humanlayer.routing.core.sentinels;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What has changed in the register about one Sentinel.
public sealed interface SentinelEvent {

  Instant at();

  /// The first of a Sentinel's events, and later each change of their particulars.
  record ParticularsSet(Particulars particulars, Instant at) implements SentinelEvent {}

  record IdentityProofed(Proofing proofing, Instant at) implements SentinelEvent {}

  record QualificationGranted(Qualification qualification, Instant at) implements SentinelEvent {}

  record QualificationWithdrawn(
      String name, int level, Instant validFrom, String reason, Instant at)
      implements SentinelEvent {}

  record SentinelSuspended(String reason, Instant at) implements SentinelEvent {}

  record SentinelReinstated(String reason, Instant at) implements SentinelEvent {}

  record ConflictDeclared(Conflict conflict, Instant at) implements SentinelEvent {}

  record ConflictWithdrawn(String id, Instant at) implements SentinelEvent {}

  record DelegationOffered(Delegation delegation, Instant at) implements SentinelEvent {}

  record DelegationAccepted(String id, SentinelId by, Instant at) implements SentinelEvent {}

  /// @param by nobody if the operator did it
  record DelegationRevoked(String id, @Nullable SentinelId by, Instant at)
      implements SentinelEvent {}

  record PasskeyRegistered(Passkey passkey, Instant at) implements SentinelEvent {}

  record PasskeyRemoved(String credential, Instant at) implements SentinelEvent {}

  record PresenceSet(Presence presence, Instant at) implements SentinelEvent {}

  /// @param inARow how many offers have run out since one was answered
  record OfferLapsed(int inARow, Instant at) implements SentinelEvent {}
}
