package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.core.sentinels.Presence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why nothing, or little, is brought to a Sentinel.
///
/// @param silent whether they did not answer, and have not said themselves that they are away
record Absence(boolean silent) {

  /// Null for who is there.
  static @Nullable Absence of(Presence presence, Instant now) {
    return presence.availableAt(now) ? null : new Absence(presence.silent());
  }
}
