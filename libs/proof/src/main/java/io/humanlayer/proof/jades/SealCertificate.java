package io.humanlayer.proof.jades;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.decision.SealSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/// The certificate of an organisation's seal, signed by the seal itself: it says whose key it is,
/// and nobody vouches for it but who hands the key over. It follows from the key and the name.
///
/// A qualified seal needs a certificate of a trust service provider; then that one takes its place.
public final class SealCertificate {

  /// RFC 9608: nothing says of this certificate that it was revoked.
  private static final ASN1ObjectIdentifier NO_REVOCATION = new ASN1ObjectIdentifier("2.5.29.56");

  private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Date TO = Date.from(Instant.parse("2056-01-01T00:00:00Z"));
  private static final int SERIAL_BYTES = 16;

  private SealCertificate() {}

  /// The certificate in DER.
  ///
  /// @param organisation the id of the organisation whose decisions are sealed
  public static byte[] of(SealSigner seal, String organisation) {
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, organisation)
            .addRDN(BCStyle.CN, "HumanLayer seal of " + organisation)
            .build();
    var serial =
        new BigInteger(1, Arrays.copyOf(Hash.sha256(seal.publicKey()).bytes(), SERIAL_BYTES));
    try {
      return new X509v3CertificateBuilder(
              name, serial, FROM, TO, name, SubjectPublicKeyInfo.getInstance(seal.publicKey()))
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(
              Extension.keyUsage,
              true,
              new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
          .addExtension(NO_REVOCATION, false, DERNull.INSTANCE)
          .build(new SealAsSigner(seal))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record SealAsSigner(SealSigner seal, ByteArrayOutputStream content)
      implements ContentSigner {

    SealAsSigner(SealSigner seal) {
      this(seal, new ByteArrayOutputStream());
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      return seal.sign(content.toByteArray());
    }
  }
}
