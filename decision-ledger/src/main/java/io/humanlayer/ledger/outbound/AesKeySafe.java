package io.humanlayer.ledger.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.KeySafe;
import io.humanlayer.ledger.app.SealedKey;
import io.humanlayer.ledger.core.log.Origin;
import io.humanlayer.proof.NoteSigner;
import io.humanlayer.proof.decision.SealSigner;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Keys that come from the master key, each for one log or organisation alone: a log whose database
/// is lost can be written anew under its name and key. The key of a log is stored encrypted all the
/// same, so that a log goes on under its key when a later build would derive another. A master key
/// that is none stops the service at its start.
@ApplicationScoped
@Startup
public class AesKeySafe implements KeySafe {

  private final String masterKey;
  private final MasterCipher cipher;

  public AesKeySafe(@ConfigProperty(name = "humanlayer.master-key") String masterKey) {
    this.masterKey = masterKey;
    this.cipher = new MasterCipher(masterKey, "hl.ledger.log-key/1");
  }

  @Override
  public byte[] slug(OrganisationId org) {
    return MasterCipher.derive(masterKey, "hl.ledger.slug/1\n" + org, Origin.SLUG_BYTES);
  }

  @Override
  public Made make(String origin) {
    byte[] seed =
        MasterCipher.derive(masterKey, "hl.ledger.log-seed/1\n" + origin, NoteSigner.SEED_LENGTH);
    return new Made(new NoteSigner(origin, seed), new SealedKey(cipher.seal(origin, seed)));
  }

  @Override
  public NoteSigner open(String origin, SealedKey sealed) {
    return new NoteSigner(origin, cipher.open(origin, sealed.bytes()));
  }

  @Override
  public SealSigner seal(OrganisationId org) {
    return new SealSigner(
        MasterCipher.derive(masterKey, "hl.ledger.seal-seed/1\n" + org, SealSigner.SEED_LENGTH));
  }
}
