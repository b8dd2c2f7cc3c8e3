package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Passkey;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where passkeys are kept, with what was asked of them and is not answered yet.
public interface Passkeys {

  /// One passkey of a Sentinel that was not removed.
  ///
  /// @param registration the event that registered it
  record Kept(Passkey passkey, UUID registration, Instant registeredAt) {}

  /// A question that can be answered once, kept by the hash of what is asked.
  void ask(String hash, Sentinel sentinel, Instant until);

  /// Whether this question was asked of this Sentinel and is open; it no longer is.
  boolean answered(String hash, Sentinel sentinel, Instant at);

  /// @param attestation the object whose digest the passkey carries
  Outcome<SentinelEvent> add(Sentinel sentinel, Passkey passkey, byte[] attestation, Instant at);

  Outcome<SentinelEvent> remove(Sentinel sentinel, String credential, Instant at);

  /// The oldest first.
  List<Kept> of(OrganisationId organisation, SentinelId sentinel);

  default Optional<Kept> find(Sentinel sentinel, String credential) {
    return of(sentinel.organisation(), sentinel.id()).stream()
        .filter(kept -> kept.passkey().credential().equals(credential))
        .findFirst();
  }

  /// Notes how often the passkey has signed; false if that is no more than before, unless it does
  /// not count.
  boolean counted(Sentinel sentinel, String credential, long signCount);
}
