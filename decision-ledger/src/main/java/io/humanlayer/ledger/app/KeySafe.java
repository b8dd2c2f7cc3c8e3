package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.decision.SealSigner;

/// Makes the signing keys of logs and keeps them encrypted.
public interface KeySafe {

  /// What tells the log of `org` apart: made from the master key, so that a log that was lost with
  /// its database comes back under its name.
  byte[] slug(OrganisationId org);

  /// The key of `origin` and its encrypted form, which opens for this origin only. The same master
  /// key always makes the same.
  Made make(String origin);

  /// The signer that `sealed` holds.
  ///
  /// @throws IllegalStateException if it is not sealed under this deployment's master key
  NoteSigner open(String origin, SealedKey sealed);

  /// The key under which the decisions of `org` are sealed.
  SealSigner seal(OrganisationId org);

  /// A key that was just made.
  record Made(NoteSigner signer, SealedKey sealed) {}
}
