package io.humanlayer.proof;

import java.nio.ByteBuffer;
import java.util.Base64;

/// One signature line of a note: who says they signed, with which key, and the signature itself.
public final class NoteSignature {

  private static final String PREFIX = "— ";

  private final String name;
  private final int keyId;
  private final byte[] signature;

  public NoteSignature(String name, int keyId, byte[] signature) {
    this.name = NoteVerifier.requireName(name);
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(PREFIX) || space < PREFIX.length()) {
      throw new MalformedException("a signature line is an em dash, a name and base64");
    }
    byte[] blob = CanonicalText.base64(line.substring(space + 1));
    if (blob.length <= Integer.BYTES) {
      throw new MalformedException("a signature line carries a key id and a signature");
    }
    ByteBuffer bytes = ByteBuffer.wrap(blob);
    int keyId = bytes.getInt();
    byte[] signature = new byte[bytes.remaining()];
    bytes.get(signature);
    String name = NoteVerifier.requireName(line.substring(PREFIX.length(), space));
    return new NoteSignature(name, keyId, signature);
  }

  public String name() {
    return name;
  }

  public int keyId() {
    return keyId;
  }

  public byte[] signature() {
    return signature.clone();
  }

  /// The line without its end.
  public String line() {
    byte[] blob =
        ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(keyId).put(signature).array();
    return PREFIX + name + " " + Base64.getEncoder().encodeToString(blob);
  }
}
