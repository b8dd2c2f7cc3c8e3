package io.humanlayer.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The private half of a log's key. One per log; whoever holds it can say what the log contains.
public final class NoteSigner {

  public static final int SEED_LENGTH = Ed25519PrivateKeyParameters.KEY_SIZE;

  private final Ed25519PrivateKeyParameters key;
  private final NoteVerifier verifier;

  /// @param seed 32 bytes of randomness: the private key of RFC 8032 §5.1.5
  public NoteSigner(String name, byte[] seed) {
    if (seed.length != SEED_LENGTH) {
      throw new IllegalArgumentException("the seed of a key has 32 bytes");
    }
    this.key = new Ed25519PrivateKeyParameters(seed);
    this.verifier = new NoteVerifier(name, key.generatePublicKey().getEncoded());
  }

  public NoteVerifier verifier() {
    return verifier;
  }

  public SignedNote sign(String text) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    var signature =
        new NoteSignature(verifier.name(), verifier.keyId(), signer.generateSignature());
    return new SignedNote(text, List.of(signature));
  }
}
