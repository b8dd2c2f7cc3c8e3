package io.humanlayer.notifier.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookTest {

  /// RFC 8032 §7.1, test 2.
  private static final String SEED =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

  private static final String PUBLIC =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

  private static final Webhook WEBHOOK =
      new Webhook(
          UUID.fromString("01994f5e-0000-7000-8000-000000000001"),
          Instant.parse("2026-11-21T20:00:03.112Z"),
          "{\"status\":\"approved\"}");

  @Test
  void the_headers_are_what_they_have_always_been() throws Exception {
    assertThat(WEBHOOK.headers(keys()))
        .isEqualTo(
            Map.of(
                "webhook-id",
                "01994f5e-0000-7000-8000-000000000001",
                "webhook-timestamp",
                "1795291203",
                "webhook-signature", // Made with OpenSSL and Python from the same seed and secret.
                "v1a,r1p5GTgtvHfKIclFr3lEKzKi3+LYrURwfuRn+Yz2qPXM6DcW7q5VpSQLLsHdM7wknf+Kc9RjQMB5rGWqrK2cDg=="
                    + " v1,7iOngOr4zFSIjMZ8Rx1rSULssOCJTUTxJnd2qY/gICE="));
  }

  @Test
  void keys_are_shown_in_the_forms_of_the_standard() throws Exception {
    byte[] raw = HexFormat.of().parseHex(PUBLIC);
    assertThat(keys().publicKey()).isEqualTo("whpk_" + Base64.getEncoder().encodeToString(raw));
    assertThat(keys().sharedSecret())
        .isEqualTo("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
  }

  @Test
  void an_independent_library_accepts_the_shared_secret_signature() throws Exception {
    Webhook now = new Webhook(WEBHOOK.id(), Instant.now(), WEBHOOK.body());
    assertThat(ReceiverCheck.sharedSecret(keys().sharedSecret(), now.headers(keys()), now.body()))
        .isTrue();
    assertThat(ReceiverCheck.sharedSecret(keys().sharedSecret(), now.headers(keys()), "{}"))
        .isFalse();
  }

  @Test
  void the_public_key_is_enough_to_verify() throws Exception {
    Map<String, String> headers = WEBHOOK.headers(keys());
    assertThat(ReceiverCheck.publicKey(keys().publicKey(), headers, WEBHOOK.body())).isTrue();
    assertThat(ReceiverCheck.publicKey(keys().publicKey(), headers, "{}")).isFalse();
  }

  @Test
  void a_short_secret_is_refused() throws Exception {
    KeyPair pair = pair();
    assertThatThrownBy(() -> new WebhookKeys(pair, new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WebhookKeys keys() throws Exception {
    return new WebhookKeys(
        pair(), "01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyPair pair() throws Exception {
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    byte[] seed = HexFormat.of().parseHex(SEED);
    return new KeyPair(
        factory.generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, point(HexFormat.of().parseHex(PUBLIC)))),
        factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
  }

  private static EdECPoint point(byte[] raw) {
    return ReceiverCheck.point(raw);
  }
}
