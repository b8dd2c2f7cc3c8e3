package io.humanlayer.proof.note;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPublicKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;

/// An ML-DSA-44 key (type 6, FIPS 204): a checkpoint under it stays proof when Ed25519 no longer
/// is.
public final class QuantumSafeKey implements CheckpointKey {

  static final byte TYPE = 6;

  /// FIPS 204, table 2.
  public static final int KEY_LENGTH = 1312;

  static final int SIGNATURE_LENGTH = 2420;

  private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_NAME_BYTES = 255;

  private final TypedKey key;

  private QuantumSafeKey(TypedKey key) {
    this.key = key;
  }

  static QuantumSafeKey of(String name, byte[] publicKey) {
    if (publicKey.length != KEY_LENGTH) {
      throw new MalformedException("an ML-DSA-44 key has " + KEY_LENGTH + " bytes");
    }
    return new QuantumSafeKey(new TypedKey(name, TYPE, publicKey));
  }

  @Override
  public String name() {
    return key.name();
  }

  @Override
  public int keyId() {
    return key.id();
  }

  @Override
  public String vkey() {
    return key.vkey();
  }

  TypedKey typed() {
    return key;
  }

  /// The key itself, as FIPS 204 encodes it.
  public byte[] bytes() {
    return key.bytes();
  }

  @Override
  public boolean verifies(SignedNote note, NoteSignature line) {
    return TypedKey.timed(line, SIGNATURE_LENGTH)
        .map(
            it -> {
              byte[] message = message(name(), it.time, CheckpointKey.checkpoint(note));
              var signer = new MLDSASigner();
              signer.init(
                  false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, key.bytes()));
              signer.update(message, 0, message.length);
              return signer.verifySignature(it.signature);
            })
        .orElse(false);
  }

  @Override
  public Optional<Instant> time(NoteSignature line) {
    return TypedKey.time(line);
  }

  /// C2SP tlog-cosignature, ML-DSA-44 signed message: the subtree from leaf 0 to the size.
  static byte[] message(String cosigner, long time, Checkpoint checkpoint) {
    byte[] name = limited(cosigner);
    byte[] origin = limited(checkpoint.origin());
    return ByteBuffer.allocate(LABEL.length + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + 32)
        .put(LABEL)
        .put((byte) name.length)
        .put(name)
        .putLong(time)
        .put((byte) origin.length)
        .put(origin)
        .putLong(0)
        .putLong(checkpoint.size())
        .put(checkpoint.root().bytes())
        .array();
  }

  private static byte[] limited(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_NAME_BYTES) {
      throw new MalformedException("a name under ML-DSA has between 1 and 255 bytes");
    }
    return bytes;
  }
}
