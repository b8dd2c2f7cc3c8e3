package io.humanlayer.routing.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The register of Sentinels. Each change is told to the other services.
public interface Sentinels {

  /// One Sentinel of the register.
  ///
  /// @param active whether they may sign in and be asked
  record Entry(Sentinel sentinel, boolean active) {}

  /// Adds or changes a Sentinel; true if they are new.
  boolean register(Entry entry, Instant at);

  List<Entry> list(OrganisationId organisation);

  /// Adds a key by its hash; false if there is no such Sentinel.
  boolean addKey(OrganisationId organisation, SentinelId sentinel, String hash, Instant at);

  /// The active Sentinel who holds the key with this hash.
  Optional<Sentinel> byKey(String hash);
}
