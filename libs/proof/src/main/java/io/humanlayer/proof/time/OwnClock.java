package io.humanlayer.proof.time;

import io.humanlayer.proof.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/// The time authority that is built in, for installations that have no other. Its stamps have the
/// right form and prove nothing against us, which its name and its policy say on every one.
///
/// Everything about it follows from its two keys: the same keys make the same certificates.
public final class OwnClock {

  /// A name under 2.25 (ITU-T X.667) that stands for: *own clock, not trusted*.
  public static final String POLICY = "2.25.274109851736274109851736";

  private static final String NAME = "CN=HumanLayer own clock - NOT A TRUSTED TIME AUTHORITY";
  private static final X500Name ROOT = new X500Name(NAME + " (root)");
  private static final X500Name LEAF = new X500Name(NAME);
  private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Date TO = Date.from(Instant.parse("2056-01-01T00:00:00Z"));

  private final SeededKey key;
  private final X509CertificateHolder leaf;
  private final X509CertificateHolder root;

  /// @param rootSeed at least 40 bytes of randomness
  /// @param seed others
  public OwnClock(byte[] rootSeed, byte[] seed) {
    SeededKey rootKey = new SeededKey(rootSeed);
    this.key = new SeededKey(seed);
    try {
      this.root =
          new X509v3CertificateBuilder(ROOT, BigInteger.ONE, FROM, TO, ROOT, rootKey.publicKey())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
              .build(rootKey);
      this.leaf =
          new X509v3CertificateBuilder(ROOT, BigInteger.TWO, FROM, TO, LEAF, key.publicKey())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  true,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
              .build(rootKey);
    } catch (CertIOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The leaf and the root.
  public List<X509Certificate> certificates() {
    try {
      var converter = new JcaX509CertificateConverter();
      return List.of(converter.getCertificate(leaf), converter.getCertificate(root));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the own clock has no certificate", e);
    }
  }

  /// Answers a question.
  ///
  /// @param serial another one for each answer
  public byte[] answer(TimeStampQuery query, BigInteger serial, Instant at) {
    try {
      DigestCalculatorProvider digests = new BcDigestCalculatorProvider();
      var signer = new SignerInfoGeneratorBuilder(digests).build(key, leaf);
      var tokens =
          new TimeStampTokenGenerator(
              signer,
              digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              new ASN1ObjectIdentifier(POLICY));
      tokens.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
      tokens.addCertificates(new CollectionStore<>(List.of(leaf)));
      return NormalForm.bare(
          new TimeStampResponseGenerator(tokens, Set.of(NISTObjectIdentifiers.id_sha256.getId()))
              .generate(query.request(), serial, Date.from(at))
              .getEncoded());
    } catch (TSPException | OperatorCreationException | IOException e) {
      throw new MalformedException("no time stamp can be made for this question");
    }
  }
}
