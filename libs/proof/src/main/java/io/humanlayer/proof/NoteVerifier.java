package io.humanlayer.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The public half of a log's key: what a reader must be given beforehand, and all that they must
/// trust. Its text form is the *vkey*: `name+keyid+base64(type, key)`.
public final class NoteVerifier {

  /// C2SP signed-note: the type of an Ed25519 signature.
  static final byte ED25519 = 0x01;

  private final String name;
  private final byte[] publicKey;

  NoteVerifier(String name, byte[] publicKey) {
    this.name = requireName(name);
    this.publicKey = publicKey.clone();
    if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE) {
      throw new MalformedException("an Ed25519 key has 32 bytes");
    }
  }

  public static NoteVerifier parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedException("a key is written name+id+base64");
    }
    byte[] typed = CanonicalText.base64(parts[2]);
    if (typed.length == 0 || typed[0] != ED25519) {
      throw new MalformedException("only Ed25519 keys (type 1) are known");
    }
    var verifier = new NoteVerifier(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!verifier.vkey().equals(vkey)) {
      throw new MalformedException("the id in the key is not the id of the key");
    }
    return verifier;
  }

  public String name() {
    return name;
  }

  /// The 32 bytes of the Ed25519 key.
  public byte[] publicKey() {
    return publicKey.clone();
  }

  public int keyId() {
    return ByteBuffer.wrap(logId().bytes()).getInt();
  }

  /// The whole hash of which the key id is the beginning.
  public Hash logId() {
    return Hash.sha256(
        name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ED25519}, publicKey);
  }

  public String vkey() {
    byte[] typed = ByteBuffer.allocate(1 + publicKey.length).put(ED25519).put(publicKey).array();
    return name
        + "+"
        + HexFormat.of().toHexDigits(keyId())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /// Whether the signature line claims to be by this key.
  public boolean isNamedBy(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == keyId();
  }

  boolean verifies(String text, NoteSignature signature) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    var signer = new Ed25519Signer();
    signer.init(false, new Ed25519PublicKeyParameters(publicKey));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature.signature());
  }

  /// C2SP signed-note: a name is not empty and has neither space nor plus sign.
  static String requireName(String name) {
    if (name.isEmpty()
        || name.codePoints()
            .anyMatch(c -> c == '+' || c < 0x21 || Character.isSpaceChar(c) || c == 0x7F)) {
      throw new MalformedException("a key name is not empty and has no space and no plus sign");
    }
    return name;
  }
}
