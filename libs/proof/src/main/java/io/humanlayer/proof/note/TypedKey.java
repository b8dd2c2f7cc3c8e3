package io.humanlayer.proof.note;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// What the keys of all cosigners have in common: how their id is made and how they are written
/// (C2SP signed-note), and that the time stands before the signature (C2SP tlog-cosignature).
final class TypedKey {

  private final String name;
  private final byte type;
  private final byte[] key;

  TypedKey(String name, byte type, byte[] key) {
    this.name = name;
    this.type = type;
    this.key = key.clone();
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return key.clone();
  }

  int id() {
    byte[] label = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(Hash.sha256(label, new byte[] {type}, key).bytes()).getInt();
  }

  String vkey() {
    byte[] typed = ByteBuffer.allocate(1 + key.length).put(type).put(key).array();
    return name
        + "+"
        + HexFormat.of().toHexDigits(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  NoteSignature line(long time, byte[] signature) {
    return new NoteSignature(
        name,
        id(),
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array());
  }

  /// A line taken apart; empty unless it has the length of this key's signatures.
  static Optional<Timed> timed(NoteSignature line, int length) {
    byte[] blob = line.signature();
    if (blob.length != Long.BYTES + length) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(blob);
    long time = bytes.getLong();
    byte[] signature = new byte[length];
    bytes.get(signature);
    return time < 0 ? Optional.empty() : Optional.of(new Timed(time, signature));
  }

  static Optional<Instant> time(NoteSignature line) {
    ByteBuffer bytes = ByteBuffer.wrap(line.signature());
    long time = bytes.remaining() < Long.BYTES ? -1 : bytes.getLong();
    return time < 0 || time > Instant.MAX.getEpochSecond()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(time));
  }

  /// A time in seconds and the signature after it.
  static final class Timed {
    final long time;
    final byte[] signature;

    Timed(long time, byte[] signature) {
      this.time = time;
      this.signature = signature;
    }
  }
}
