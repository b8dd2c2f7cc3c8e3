package io.humanlayer.verifier;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.TlogProof;
import java.util.List;

/// Checks a checkpoint, or a C2SP tlog-proof of a leaf.
public final class CheckpointVerification {

  private CheckpointVerification() {}

  /// @param cosigners the keys besides the log's whose lines may stand under it
  public static Verification ofCheckpoint(
      byte[] file, NoteVerifier key, List<CheckpointKey> cosigners) {
    return Steps.of(
        steps -> {
          var head = steps.head(SignedNote.parse(steps.text(file)), key, cosigners);
          return List.of(
              "Log %s says: it has %s entries, and their root is %s."
                  .formatted(head.origin(), Steps.size(head), head.root().base64()));
        });
  }

  /// @param leaf the entry that the proof is about
  public static Verification ofProof(
      byte[] file, byte[] leaf, NoteVerifier key, List<CheckpointKey> cosigners) {
    return Steps.of(
        steps -> {
          var proof = TlogProof.parse(steps.text(file));
          steps.require(proof.extra().isEmpty(), "it has an extra line, which nothing proves");
          var head = steps.head(proof.checkpoint(), key, cosigners);
          steps.require(
              proof.proves(Hash.ofLeaf(leaf)),
              "the path does not lead from the entry to the signed root");
          steps.ok(proof.path().size() + " hashes lead from the entry to the signed root.");
          return List.of(
              "The entry stands at position %s of %s in log %s."
                  .formatted(
                      Long.toUnsignedString(proof.index()), Steps.size(head), head.origin()));
        });
  }
}
