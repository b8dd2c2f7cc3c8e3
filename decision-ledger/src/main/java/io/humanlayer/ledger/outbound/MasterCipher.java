package io.humanlayer.ledger.outbound;

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
import javax.crypto.spec.SecretKeySpec;

/// What is done with the master key: other keys are derived from it, each for one purpose, so that
/// nothing sealed for one opens for another; and bytes are sealed under such a key (AES-256-GCM),
/// bound to what they belong to.
final class MasterCipher {

  private static final int MASTER_KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  MasterCipher(String masterKey, String purpose) {
    this.key = new SecretKeySpec(derive(masterKey, purpose, 32), "AES");
  }

  /// `length` bytes that only this master key gives for this purpose (HKDF-SHA256).
  static byte[] derive(String masterKey, String purpose, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(read(masterKey))
                  .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK derives no keys", e);
    }
  }

  byte[] seal(String context, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, context, nonce, plain);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  byte[] open(String context, byte[] sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return run(Cipher.DECRYPT_MODE, context, nonce, rest);
  }

  private byte[] run(int mode, String context, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "what belongs to " + context + " does not open under this master key", e);
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
}
