package io.humanlayer.routing.inbound.console;

import io.humanlayer.routing.app.Passkeys.Kept;

/// One passkey as its owner's page shows it.
///
/// @param number counts them, the oldest first
public record PasskeyLine(
    int number, String credential, String registered, String registeredIso, String reach) {

  static PasskeyLine of(int number, Kept kept) {
    return new PasskeyLine(
        number,
        kept.passkey().credential(),
        Words.moment(kept.registeredAt()),
        kept.registeredAt().toString(),
        kept.passkey().backupEligible()
            ? "can be copied to your other devices"
            : "bound to one device");
  }
}
