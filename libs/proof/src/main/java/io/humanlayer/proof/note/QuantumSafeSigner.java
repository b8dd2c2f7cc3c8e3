package io.humanlayer.proof.note;

import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.NoteSignature;
import java.time.Instant;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSASigner;

/// The private half of an ML-DSA-44 key. Its signatures are deterministic (FIPS 204 §3.4).
public final class QuantumSafeSigner {

  private final MLDSAPrivateKeyParameters key;
  private final QuantumSafeKey publicKey;

  /// @param seed 32 bytes of randomness: ξ of FIPS 204 §5.1
  public QuantumSafeSigner(String name, byte[] seed) {
    this.key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
    this.publicKey = QuantumSafeKey.of(name, key.getPublicKey());
  }

  public QuantumSafeKey publicKey() {
    return publicKey;
  }

  public NoteSignature cosign(Checkpoint checkpoint, Instant at) {
    byte[] message = QuantumSafeKey.message(publicKey.name(), at.getEpochSecond(), checkpoint);
    var signer = new MLDSASigner();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    try {
      return publicKey.typed().line(at.getEpochSecond(), signer.generateSignature());
    } catch (CryptoException e) {
      throw new IllegalStateException("the ML-DSA key signs nothing", e);
    }
  }
}
