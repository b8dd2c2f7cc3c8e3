package io.humanlayer.ledger.core.witness;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.ConsistencyProof;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.note.AddCheckpoint;
import io.humanlayer.proof.note.CheckpointKey;
import io.humanlayer.proof.note.CheckpointKey.Standing;
import io.humanlayer.proof.note.LogKey;
import java.util.Optional;

/// A log that is watched, by the key under which its heads are believed.
public record WitnessedLog(LogKey key) {

  public String origin() {
    return key.name();
  }

  /// Judges a request in the order of the specification.
  ///
  /// @param last the head of this log that was signed last
  public WitnessAnswer answer(Optional<Checkpoint> last, AddCheckpoint request) {
    if (!(key.under(request.checkpoint()) instanceof Standing.Signed)) {
      return new WitnessAnswer.NotSigned();
    }
    Checkpoint head;
    try {
      head = CheckpointKey.checkpoint(request.checkpoint());
    } catch (MalformedException e) {
      return new WitnessAnswer.Malformed(String.valueOf(e.getMessage()));
    }
    if (Long.compareUnsigned(request.oldSize(), head.size()) > 0) {
      return new WitnessAnswer.Malformed("the old size is larger than the size of the head");
    }
    long seen = last.map(Checkpoint::size).orElse(0L);
    if (request.oldSize() != seen) {
      return new WitnessAnswer.Conflict(seen);
    }
    return continues(last, request, head)
        ? new WitnessAnswer.Cosign(head)
        : new WitnessAnswer.Inconsistent(
            "the consistency proof does not lead from the last head to this one");
  }

  private static boolean continues(
      Optional<Checkpoint> last, AddCheckpoint request, Checkpoint head) {
    if (head.size() == 0 && !head.root().equals(Hash.ofNothing())) {
      return false;
    }
    if (request.oldSize() == 0) {
      return request.proof().isEmpty();
    }
    return last.isPresent()
        && new ConsistencyProof(request.oldSize(), head.size(), request.proof())
            .proves(last.get().root(), head.root());
  }
}
