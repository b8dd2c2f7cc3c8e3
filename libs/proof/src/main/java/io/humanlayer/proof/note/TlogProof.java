package io.humanlayer.proof.note;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// That a leaf is in a log, as a file that stands alone (C2SP tlog-proof; `.tlog-proof`).
///
/// @param extra base64 of data that nothing authenticates
/// @param index where the leaf stands, unsigned
public record TlogProof(
    Optional<String> extra, long index, List<Hash> path, SignedNote checkpoint) {

  private static final String HEADER = "c2sp.org/tlog-proof@v1";

  public TlogProof {
    path = List.copyOf(path);
    extra.ifPresent(CanonicalText::base64);
    if (path.size() >= Long.SIZE) {
      throw new MalformedException("a path has at most 63 hashes");
    }
  }

  public static TlogProof parse(String file) {
    int end = file.indexOf("\n\n");
    if (end < 0) {
      throw new MalformedException("a proof ends with an empty line and a checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(file.substring(0, end).split("\n", -1)));
    if (!lines.removeFirst().equals(HEADER)) {
      throw new MalformedException("a proof begins with the line " + HEADER);
    }
    Optional<String> extra =
        !lines.isEmpty() && lines.getFirst().startsWith("extra ")
            ? Optional.of(lines.removeFirst().substring("extra ".length()))
            : Optional.empty();
    if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
      throw new MalformedException("a proof says at which index");
    }
    long index = CanonicalText.unsigned(lines.removeFirst().substring("index ".length()));
    return new TlogProof(
        extra,
        index,
        lines.stream().map(Hash::fromBase64).toList(),
        SignedNote.parse(file.substring(end + 2)));
  }

  /// Whether it leads from `leaf` to the head that the log signed; the signature is another
  /// question, which [CheckpointKey#under] answers.
  public boolean proves(Hash leaf) {
    Checkpoint head = Checkpoint.parse(checkpoint.text());
    return new InclusionProof(index, head.size(), path).proves(leaf, head.root());
  }

  /// The file.
  @Override
  public String toString() {
    var file = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(it -> file.append("extra ").append(it).append('\n'));
    file.append("index ").append(Long.toUnsignedString(index)).append('\n');
    path.forEach(hash -> file.append(hash.base64()).append('\n'));
    return file.append('\n').append(checkpoint).toString();
  }
}
