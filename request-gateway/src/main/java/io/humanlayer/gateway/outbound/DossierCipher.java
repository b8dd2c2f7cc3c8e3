package io.humanlayer.gateway.outbound;

import io.quarkus.runtime.Startup;
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
import org.jboss.logging.Logger;

/// Encrypts each dossier under a key of its own (AES-256-GCM), and that key under the deployment's
/// master key. Destroying the wrapped key erases the dossier from every copy and backup.
@Startup
@ApplicationScoped
public class DossierCipher {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;

  private static final Logger LOG = Logger.getLogger(DossierCipher.class);

  private final SecretKeySpec master;
  private final SecureRandom random = new SecureRandom();

  public DossierCipher(@ConfigProperty(name = "humanlayer.master-key") String masterKey) {
    this.master = new SecretKeySpec(key(masterKey), "AES");
  }

  private static byte[] key(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      if (key.length == KEY) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("not base64", e);
    }
    throw new IllegalStateException("humanlayer.master-key must be 32 bytes in base64");
  }

  /// A dossier as it is stored.
  @SuppressWarnings("ArrayRecordComponent")
  public record Sealed(byte[] wrappedKey, byte[] content) {}

  /// Fresh randomness for a salt.
  public byte[] salt() {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return salt;
  }

  /// Encrypts `content`, bound to `context` so that it opens nowhere else.
  public Sealed seal(String content, String context) {
    byte[] key = new byte[KEY];
    random.nextBytes(key);
    var own = new SecretKeySpec(key, "AES");
    return new Sealed(
        encrypt(master, key, context),
        encrypt(own, content.getBytes(StandardCharsets.UTF_8), context));
  }

  /// The content of `dossier`.
  public String open(Sealed dossier, String context) {
    byte[] key = decrypt(master, dossier.wrappedKey(), context);
    return new String(
        decrypt(new SecretKeySpec(key, "AES"), dossier.content(), context), StandardCharsets.UTF_8);
  }

  /// More content of `dossier`, under its key: erasing that erases this too.
  public byte[] add(Sealed dossier, String dossierContext, String content, String context) {
    return encrypt(own(dossier, dossierContext), content.getBytes(StandardCharsets.UTF_8), context);
  }

  /// What was added to `dossier`.
  public String read(Sealed dossier, String dossierContext, byte[] added, String context) {
    return new String(
        decrypt(own(dossier, dossierContext), added, context), StandardCharsets.UTF_8);
  }

  private SecretKeySpec own(Sealed dossier, String context) {
    return new SecretKeySpec(decrypt(master, dossier.wrappedKey(), context), "AES");
  }

  private byte[] encrypt(SecretKeySpec key, byte[] plain, String context) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, plain, context);
    byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return all;
  }

  private static byte[] decrypt(SecretKeySpec key, byte[] sealed, String context) {
    return run(
        Cipher.DECRYPT_MODE,
        key,
        Arrays.copyOf(sealed, NONCE),
        Arrays.copyOfRange(sealed, NONCE, sealed.length),
        context);
  }

  private static byte[] run(
      int mode, SecretKeySpec key, byte[] nonce, byte[] input, String context) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a dossier does not open under this master key", e);
    }
  }
}
