package io.humanlayer.notifier.core.webhook;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a receiver does with a callback, written from the standard and not from our signer.
public final class ReceiverCheck {

  private ReceiverCheck() {}

  /// With the standard's own library, by the shared secret.
  public static boolean sharedSecret(String secret, Map<String, String> headers, String body) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    try {
      new com.standardwebhooks.Webhook(secret)
          .verify(body, java.net.http.HttpHeaders.of(lists, (_, _) -> true));
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// With the JDK alone, by the public key.
  public static boolean publicKey(String whpk, Map<String, String> headers, String body) {
    byte[] raw = Base64.getDecoder().decode(whpk.substring("whpk_".length()));
    String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(raw)));
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(signed.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(v1a(headers.get("webhook-signature")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] v1a(String signatures) {
    return Arrays.stream(signatures.split(" "))
        .filter(signature -> signature.startsWith("v1a,"))
        .map(signature -> Base64.getDecoder().decode(signature.substring("v1a,".length())))
        .findFirst()
        .orElseThrow();
  }

  /// RFC 8032 §5.1.3: little-endian y, the highest bit being the sign of x.
  static EdECPoint point(byte[] raw) {
    byte[] y = raw.clone();
    boolean xOdd = (y[31] & 0x80) != 0;
    y[31] &= 0x7f;
    for (int i = 0; i < 16; i++) {
      byte swapped = y[i];
      y[i] = y[31 - i];
      y[31 - i] = swapped;
    }
    return new EdECPoint(xOdd, new BigInteger(1, y));
  }
}
