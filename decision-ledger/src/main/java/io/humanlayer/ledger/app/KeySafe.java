package io.humanlayer.ledger.app;

import io.humanlayer.proof.NoteSigner;

/// Makes the signing keys of logs and keeps them encrypted.
public interface KeySafe {

  /// A new key and its encrypted form, which opens for this origin only.
  Made make(String origin);

  /// The signer that `sealed` holds.
  ///
  /// @throws IllegalStateException if it is not sealed under this deployment's master key
  NoteSigner open(String origin, SealedKey sealed);

  /// A key that was just made.
  record Made(NoteSigner signer, SealedKey sealed) {}
}
