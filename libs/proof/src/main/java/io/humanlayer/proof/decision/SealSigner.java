package io.humanlayer.proof.decision;

import io.humanlayer.proof.Hash;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// The key that seals an organisation's decisions: ECDSA on P-256 over SHA-256. The signature is a
/// function of key and document (RFC 6979), so that sealing twice gives the same entry.
public final class SealSigner {

  public static final int SEED_LENGTH = 48;

  private static final X9ECParameters CURVE = NISTNamedCurves.getByName("P-256");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private final ECPrivateKeyParameters key;
  private final byte[] spki;

  /// @param seed 48 bytes of chance: more than the order needs, so that no scalar is preferred
  public SealSigner(byte[] seed) {
    if (seed.length != SEED_LENGTH) {
      throw new IllegalArgumentException("the seed of a seal has 48 bytes");
    }
    BigInteger order = DOMAIN.getN();
    // FIPS 186-5 A.2.1: extra random bits, reduced
    BigInteger scalar =
        new BigInteger(1, seed).mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    this.key = new ECPrivateKeyParameters(scalar, DOMAIN);
    byte[] point =
        new FixedPointCombMultiplier()
            .multiply(DOMAIN.getG(), scalar)
            .normalize()
            .getEncoded(false);
    this.spki = spki(point);
  }

  /// The public key as X.509 has it (SubjectPublicKeyInfo, DER).
  public byte[] publicKey() {
    return spki.clone();
  }

  /// The signature over `document`, DER.
  public byte[] sign(byte[] document) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, key);
    BigInteger[] signature = signer.generateSignature(Hash.sha256(document).bytes());
    try {
      return StandardDSAEncoding.INSTANCE.encode(DOMAIN.getN(), signature[0], signature[1]);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  private static byte[] spki(byte[] point) {
    var algorithm =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
    try {
      return new SubjectPublicKeyInfo(algorithm, point).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }
}
