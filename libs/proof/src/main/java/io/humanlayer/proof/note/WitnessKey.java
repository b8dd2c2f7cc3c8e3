package io.humanlayer.proof.note;

import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.NoteSignature;
import io.humanlayer.proof.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The Ed25519 key of a witness (type 4): its signature says *this is the largest head of this log
/// that I have seen, and it continues every earlier one*.
public final class WitnessKey implements CheckpointKey {

  static final byte TYPE = 4;

  private static final int SIGNATURE_LENGTH = 64;

  private final TypedKey key;

  private WitnessKey(TypedKey key) {
    this.key = key;
  }

  static WitnessKey of(String name, byte[] publicKey) {
    if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE) {
      throw new MalformedException("an Ed25519 key has 32 bytes");
    }
    return new WitnessKey(new TypedKey(name, TYPE, publicKey));
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

  @Override
  public boolean verifies(SignedNote note, NoteSignature line) {
    return TypedKey.timed(line, SIGNATURE_LENGTH)
        .map(
            it -> {
              byte[] message = message(it.time, note.text());
              var signer = new Ed25519Signer();
              signer.init(false, new Ed25519PublicKeyParameters(key.bytes()));
              signer.update(message, 0, message.length);
              return signer.verifySignature(it.signature);
            })
        .orElse(false);
  }

  @Override
  public Optional<Instant> time(NoteSignature line) {
    return TypedKey.time(line);
  }

  /// C2SP tlog-cosignature, Ed25519 signed message.
  static byte[] message(long time, String text) {
    return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }
}
