package io.humanlayer.ledger.app;

import io.humanlayer.proof.note.QuantumSafeSigner;
import io.humanlayer.proof.note.WitnessSigner;
import io.humanlayer.proof.time.OwnClock;

/// The keys besides those of the logs. They follow from the master key, so that every instance has
/// the same and none is stored.
public interface Cosigners {

  /// The ML-DSA-44 key of a log.
  QuantumSafeSigner quantumSafe(String origin);

  /// The key with which heads of other logs are signed.
  WitnessSigner witness();

  /// The ML-DSA-44 key of the witness.
  QuantumSafeSigner quantumSafeWitness();

  /// The time authority that stands in where none is configured.
  OwnClock clock();
}
