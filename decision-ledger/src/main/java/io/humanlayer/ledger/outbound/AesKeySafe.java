package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.KeySafe;
import io.humanlayer.ledger.app.SealedKey;
import io.humanlayer.proof.NoteSigner;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Signing keys under AES-256-GCM, bound to the name of their log. The key that seals them is
/// derived from the master key for this purpose alone, so that nothing sealed elsewhere under the
/// same master key opens here. A master key that is none stops the service at its start.
@ApplicationScoped
@Startup
public class AesKeySafe implements KeySafe {

  private static final int MASTER_KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  public AesKeySafe(@ConfigProperty(name = "humanlayer.master-key") String masterKey) {
    this.key = derive(read(masterKey));
  }

  @Override
  public Made make(String origin) {
    byte[] seed = new byte[NoteSigner.SEED_LENGTH];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(seed);
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, origin, nonce, seed);
    return new Made(
        new NoteSigner(origin, seed),
        new SealedKey(
            ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array()));
  }

  @Override
  public NoteSigner open(String origin, SealedKey sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed.bytes());
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return new NoteSigner(origin, run(Cipher.DECRYPT_MODE, origin, nonce, rest));
  }

  private byte[] run(int mode, String origin, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(origin.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the key of log " + origin + " does not open under this master key", e);
    }
  }

  private static byte[] read(String masterKey) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(masterKey);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the master key is not base64", e);
    }
    if (bytes.length != MASTER_KEY_BYTES) {
      throw new IllegalStateException("the master key must have 32 bytes");
    }
    return bytes;
  }

  private static SecretKey derive(byte[] master) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(master)
                  .thenExpand("hl.ledger.log-key/1".getBytes(StandardCharsets.UTF_8), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK derives no keys", e);
    }
  }
}
