package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.Cosigners;
import io.humanlayer.proof.note.QuantumSafeSigner;
import io.humanlayer.proof.note.WitnessSigner;
import io.humanlayer.proof.time.OwnClock;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Keys made from the master key, each for its purpose alone.
@ApplicationScoped
public class DerivedCosigners implements Cosigners {

  private static final int SEED_BYTES = 32;
  private static final int CLOCK_SEED_BYTES = 48;

  private final String masterKey;
  private final WitnessSigner witness;
  private final QuantumSafeSigner quantumSafeWitness;
  private final OwnClock clock;

  public DerivedCosigners(
      @ConfigProperty(name = "humanlayer.master-key") String masterKey,
      @ConfigProperty(name = "humanlayer.witness.name") String name) {
    this.masterKey = masterKey;
    this.witness = new WitnessSigner(name, seed("hl.witness.ed25519/1", SEED_BYTES));
    this.quantumSafeWitness =
        new QuantumSafeSigner(name, seed("hl.witness.ml-dsa-44/1", SEED_BYTES));
    this.clock =
        new OwnClock(
            seed("hl.clock.root/1", CLOCK_SEED_BYTES), seed("hl.clock.leaf/1", CLOCK_SEED_BYTES));
  }

  @Override
  public QuantumSafeSigner quantumSafe(String origin) {
    return new QuantumSafeSigner(origin, seed("hl.log.ml-dsa-44/1\n" + origin, SEED_BYTES));
  }

  @Override
  public WitnessSigner witness() {
    return witness;
  }

  @Override
  public QuantumSafeSigner quantumSafeWitness() {
    return quantumSafeWitness;
  }

  @Override
  public OwnClock clock() {
    return clock;
  }

  private byte[] seed(String purpose, int length) {
    return MasterCipher.derive(masterKey, purpose, length);
  }
}
