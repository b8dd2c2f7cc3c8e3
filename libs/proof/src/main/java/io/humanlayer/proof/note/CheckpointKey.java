package io.humanlayer.proof.note;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.NoteVerifier;
import io.humanlayer.proof.SignedNote;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A public key that may stand under a checkpoint, written as a *vkey*: `name+keyid+base64(type,
/// key)`.
public sealed interface CheckpointKey permits LogKey, WitnessKey, QuantumSafeKey {

  String name();

  int keyId();

  String vkey();

  /// What tells it apart in records: its name and its id.
  default String label() {
    return name() + "+" + HexFormat.of().toHexDigits(keyId());
  }

  /// Whether this one line, which names this key, is a signature over the note.
  boolean verifies(SignedNote note, NoteSignature line);

  /// Reads a key of any of the three types.
  static CheckpointKey parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedException("a key is written name+id+base64");
    }
    byte[] typed = CanonicalText.base64(parts[2]);
    CheckpointKey key =
        switch (typed.length == 0 ? 0 : typed[0]) {
          case LogKey.TYPE -> new LogKey(NoteVerifier.parse(vkey));
          case WitnessKey.TYPE -> WitnessKey.of(parts[0], untyped(typed));
          case QuantumSafeKey.TYPE -> QuantumSafeKey.of(parts[0], untyped(typed));
          default -> throw new MalformedException("keys of type 1, 4 and 6 are known, no other");
        };
    if (!key.vkey().equals(vkey)) {
      throw new MalformedException("the id in the key is not the id of the key");
    }
    return key;
  }

  /// What this key says of the note.
  default Standing under(SignedNote note) {
    List<NoteSignature> claimed =
        note.signatures().stream()
            .filter(line -> line.name().equals(name()) && line.keyId() == keyId())
            .toList();
    if (claimed.isEmpty()) {
      return new Standing.Absent();
    }
    if (!claimed.stream().allMatch(line -> verifies(note, line))) {
      return new Standing.Wrong();
    }
    return new Standing.Signed(claimed.getFirst(), time(claimed.getFirst()));
  }

  /// When the line says that it was made.
  Optional<Instant> time(NoteSignature line);

  /// What a key says of a note.
  sealed interface Standing {

    /// No line names this key.
    record Absent() implements Standing {}

    /// A line names this key and is not by it: the note is a forgery.
    record Wrong() implements Standing {}

    /// It has signed.
    ///
    /// @param at when it says so, if lines of its type carry a time
    record Signed(NoteSignature line, Optional<Instant> at) implements Standing {}
  }

  /// The checkpoint that the note is.
  static Checkpoint checkpoint(SignedNote note) {
    return Checkpoint.parse(note.text());
  }

  private static byte[] untyped(byte[] typed) {
    byte[] key = new byte[typed.length - 1];
    ByteBuffer.wrap(typed, 1, key.length).get(key);
    return key;
  }
}
