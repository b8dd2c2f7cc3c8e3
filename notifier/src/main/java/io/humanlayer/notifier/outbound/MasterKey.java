package io.humanlayer.notifier.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Encrypts what the database must not know (AES-256-GCM).
@ApplicationScoped
public class MasterKey {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  public MasterKey(@ConfigProperty(name = "humanlayer.master-key") String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length != KEY) {
      throw new IllegalArgumentException("the master key must have 32 bytes in base64");
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /// `plain` encrypted, to be opened only under the same `context`.
  byte[] seal(byte[] plain, String context) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] encrypted = run(Cipher.ENCRYPT_MODE, nonce, plain, context);
    byte[] sealed = Arrays.copyOf(nonce, NONCE + encrypted.length);
    System.arraycopy(encrypted, 0, sealed, NONCE, encrypted.length);
    return sealed;
  }

  byte[] open(byte[] sealed, String context) {
    return run(
        Cipher.DECRYPT_MODE,
        Arrays.copyOf(sealed, NONCE),
        Arrays.copyOfRange(sealed, NONCE, sealed.length),
        context);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input, String context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key does not open under this master key", e);
    }
  }
}
