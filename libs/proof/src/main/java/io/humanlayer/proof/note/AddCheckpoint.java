package io.humanlayer.proof.note;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.SignedNote;
import java.util.ArrayList;
import java.util.List;

/// What a log asks of a witness: sign this head, which continues the one of `oldSize` (C2SP
/// tlog-witness, add-checkpoint).
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote checkpoint) {

  public static final int MAX_HASHES = 63;

  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (proof.size() > MAX_HASHES) {
      throw new MalformedException("a consistency proof has at most 63 lines");
    }
  }

  public static AddCheckpoint parse(String body) {
    int end = body.indexOf("\n\n");
    if (end < 0) {
      throw new MalformedException("the proof and the checkpoint have an empty line between them");
    }
    List<String> lines = new ArrayList<>(List.of(body.substring(0, end).split("\n", -1)));
    String old = lines.removeFirst();
    if (!old.startsWith("old ")) {
      throw new MalformedException("the first line says the old size");
    }
    return new AddCheckpoint(
        CanonicalText.unsigned(old.substring("old ".length())),
        lines.stream().map(Hash::fromBase64).toList(),
        SignedNote.parse(body.substring(end + 2)));
  }

  /// The body of the request.
  @Override
  public String toString() {
    var body = new StringBuilder("old ").append(Long.toUnsignedString(oldSize)).append('\n');
    proof.forEach(hash -> body.append(hash.base64()).append('\n'));
    return body.append('\n').append(checkpoint).toString();
  }
}
