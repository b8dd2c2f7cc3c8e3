package io.humanlayer.proof.time;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;

/// A P-256 key that follows from a seed, and whose signatures follow from what is signed (RFC
/// 6979).
final class SeededKey implements ContentSigner {

  private static final ECNamedDomainParameters P256 =
      ECNamedDomainParameters.lookup(X9ObjectIdentifiers.prime256v1);

  private final ECPrivateKeyParameters key;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  SeededKey(byte[] seed) {
    if (seed.length < 40) {
      // FIPS 186-5 §A.2.1: 64 bits more than the order has, so that no key is likelier.
      throw new IllegalArgumentException("the seed of a P-256 key has at least 40 bytes");
    }
    BigInteger below = P256.getN().subtract(BigInteger.ONE);
    this.key =
        new ECPrivateKeyParameters(new BigInteger(1, seed).mod(below).add(BigInteger.ONE), P256);
  }

  SubjectPublicKeyInfo publicKey() {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
          new ECPublicKeyParameters(P256.getG().multiply(key.getD()).normalize(), P256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  }

  @Override
  public OutputStream getOutputStream() {
    content.reset();
    return content;
  }

  @Override
  public byte[] getSignature() {
    byte[] message = content.toByteArray();
    var signer =
        new DSADigestSigner(
            new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), new SHA256Digest());
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }
}
