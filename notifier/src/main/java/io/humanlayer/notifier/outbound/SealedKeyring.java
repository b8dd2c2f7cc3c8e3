package io.humanlayer.notifier.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.notifier.app.WebhookKeyring;
import io.humanlayer.notifier.core.webhook.WebhookKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Each organisation's signing keys in PostgreSQL, sealed. Of two instances that make keys at once
/// the first to commit wins, and both use its keys.
@ApplicationScoped
public class SealedKeyring implements WebhookKeyring {

  private static final int SECRET = 32;

  private final Jdbi jdbi;
  private final MasterKey master;
  private final SecureRandom random = new SecureRandom();
  private final Map<OrganisationId, WebhookKeys> opened = new ConcurrentHashMap<>();

  public SealedKeyring(Jdbi jdbi, MasterKey master) {
    this.jdbi = jdbi;
    this.master = master;
  }

  @Override
  public WebhookKeys of(OrganisationId org) {
    return opened.computeIfAbsent(org, this::load);
  }

  private WebhookKeys load(OrganisationId org) {
    byte[] sealed =
        jdbi.inTransaction(handle -> find(handle, org).orElseGet(() -> make(handle, org)));
    return unpack(master.open(sealed, context(org)));
  }

  private static Optional<byte[]> find(Handle handle, OrganisationId org) {
    return handle
        .createQuery("select sealed from webhook_key where org = :org")
        .bind("org", org.value())
        .mapTo(byte[].class)
        .findOne();
  }

  private byte[] make(Handle handle, OrganisationId org) {
    handle
        .createUpdate(
            "insert into webhook_key (org, sealed) values (:org, :sealed) on conflict do nothing")
        .bind("org", org.value())
        .bind("sealed", master.seal(fresh(), context(org)))
        .execute();
    return find(handle, org).orElseThrow();
  }

  private static String context(OrganisationId org) {
    return "webhook-key/" + org;
  }

  /// The secret, then the private key with its length before it, then the public key.
  private byte[] fresh() {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] privateKey = pair.getPrivate().getEncoded();
      byte[] publicKey = pair.getPublic().getEncoded();
      return ByteBuffer.allocate(SECRET + 4 + privateKey.length + publicKey.length)
          .put(secret)
          .putInt(privateKey.length)
          .put(privateKey)
          .put(publicKey)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  private static WebhookKeys unpack(byte[] packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    byte[] secret = new byte[SECRET];
    bytes.get(secret);
    byte[] privateKey = new byte[bytes.getInt()];
    bytes.get(privateKey);
    byte[] publicKey = new byte[bytes.remaining()];
    bytes.get(publicKey);
    try {
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      return new WebhookKeys(
          new KeyPair(
              keys.generatePublic(new X509EncodedKeySpec(publicKey)),
              keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey))),
          secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored key is not an Ed25519 key", e);
    }
  }
}
