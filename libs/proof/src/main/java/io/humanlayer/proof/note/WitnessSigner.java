package io.humanlayer.proof.note;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.NoteSignature;
import java.time.Instant;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The private half of a witness's Ed25519 key. It signs whatever it is given: that the checkpoint
/// continues what the witness has seen must be known before.
public final class WitnessSigner {

  private final Ed25519PrivateKeyParameters key;
  private final WitnessKey publicKey;

  /// @param seed 32 bytes of randomness: the private key of RFC 8032 §5.1.5
  public WitnessSigner(String name, byte[] seed) {
    this.key = new Ed25519PrivateKeyParameters(seed);
    this.publicKey = WitnessKey.of(name, key.generatePublicKey().getEncoded());
  }

  public WitnessKey publicKey() {
    return publicKey;
  }

  public NoteSignature cosign(Checkpoint checkpoint, Instant at) {
    byte[] message = WitnessKey.message(at.getEpochSecond(), checkpoint.body());
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return publicKey.typed().line(at.getEpochSecond(), signer.generateSignature());
  }
}
