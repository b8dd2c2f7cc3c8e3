package io.humanlayer.ledger.core.witness;

import io.humanlayer.proof.Checkpoint;

/// What a witness says to a head that it is asked to sign (C2SP tlog-witness, add-checkpoint).
public sealed interface WitnessAnswer {

  /// The head continues what was signed before.
  record Cosign(Checkpoint head) implements WitnessAnswer {}

  /// Another head was signed last: one of this size.
  record Conflict(long size) implements WitnessAnswer {}

  /// Nobody has asked for this log to be watched.
  record UnknownLog() implements WitnessAnswer {}

  /// The head is not signed by its log.
  record NotSigned() implements WitnessAnswer {}

  /// The request cannot be meant.
  record Malformed(String reason) implements WitnessAnswer {}

  /// The head does not continue the last one: a rollback or a fork.
  record Inconsistent(String reason) implements WitnessAnswer {}
}
