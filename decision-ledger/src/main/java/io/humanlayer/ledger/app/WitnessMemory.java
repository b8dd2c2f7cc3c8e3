package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.witness.WitnessAnswer;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.SignedNote;
import java.util.Optional;
import java.util.function.Function;

/// The last head of each watched log that this witness has signed. It only ever grows.
public interface WitnessMemory {

  /// Judges a request knowing the last head, and keeps the new one if it is to be signed; in one
  /// transaction during which nobody else judges for this log.
  WitnessAnswer judge(
      String origin,
      Function<Optional<Checkpoint>, WitnessAnswer> judge,
      Function<Checkpoint, SignedNote> signed);

  /// The last head with its signatures, by the hex SHA-256 of its origin.
  Optional<String> newest(String originHash);
}
