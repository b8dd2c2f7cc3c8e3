package io.humanlayer.notifier.core.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The two keys with which an organisation's callbacks are signed: a pair whose private half never
/// leaves us, so that nobody else can forge, and a shared secret for receivers that know no other.
public final class WebhookKeys {

  /// The length of an Ed25519 public key; in its X.509 form it is what comes last.
  private static final int RAW_PUBLIC_KEY = 32;

  /// The shortest secret that Standard Webhooks allows.
  private static final int MIN_SECRET = 24;

  private final KeyPair pair;
  private final byte[] secret;

  public WebhookKeys(KeyPair pair, byte[] secret) {
    if (secret.length < MIN_SECRET) {
      throw new IllegalArgumentException("a secret needs at least " + MIN_SECRET + " bytes");
    }
    this.pair = pair;
    this.secret = secret.clone();
  }

  /// The public key as receivers configure it: `whpk_…`.
  public String publicKey() {
    PublicKey key = pair.getPublic();
    byte[] encoded = key.getEncoded();
    return "whpk_"
        + base64(Arrays.copyOfRange(encoded, encoded.length - RAW_PUBLIC_KEY, encoded.length));
  }

  /// The shared secret as receivers configure it: `whsec_…`.
  public String sharedSecret() {
    return "whsec_" + base64(secret);
  }

  String ed25519(byte[] content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with Ed25519", e);
    }
  }

  String hmac(byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return base64(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
