package io.humanlayer.routing.core.sentinels;

import static io.humanlayer.kernel.Outcome.accepted;
import static io.humanlayer.kernel.Outcome.refused;

import io.humanlayer.kernel.Outcome;
import io.humanlayer.routing.core.sentinels.Registration.Known;
import io.humanlayer.routing.core.sentinels.Registration.Suspended;
import io.humanlayer.routing.core.sentinels.SentinelCommand.AddPasskey;
import io.humanlayer.routing.core.sentinels.SentinelCommand.RemovePasskey;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRegistered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRemoved;
import java.util.List;

/// The rules for passkeys. One that was removed may have been stolen: it never comes back.
record PasskeyRules(Known known) {

  /// A person has a few devices.
  static final int MAX_PASSKEYS = 16;

  Outcome<SentinelEvent> add(AddPasskey add) {
    Keyring ring = known.accreditation().passkeys();
    if (add.passkey().equals(ring.passkeys().get(add.passkey().credential()))) {
      return accepted(List.of());
    }
    if (known instanceof Suspended) {
      return refused(SentinelRefusal.SUSPENDED);
    }
    if (ring.knows(add.passkey().credential())) {
      return refused(SentinelRefusal.PASSKEY_TAKEN);
    }
    return ring.passkeys().size() >= MAX_PASSKEYS
        ? refused(SentinelRefusal.TOO_MANY)
        : accepted(new PasskeyRegistered(add.passkey(), add.at()));
  }

  Outcome<SentinelEvent> remove(RemovePasskey remove) {
    return known.accreditation().passkeys().passkeys().containsKey(remove.credential())
        ? accepted(new PasskeyRemoved(remove.credential(), remove.at()))
        : refused(SentinelRefusal.NO_SUCH_PASSKEY);
  }
}
