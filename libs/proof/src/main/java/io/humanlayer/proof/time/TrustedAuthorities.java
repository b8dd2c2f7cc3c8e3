package io.humanlayer.proof.time;

import io.humanlayer.proof.MalformedException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The root certificates under which time authorities are believed, and the intermediate ones that
/// lead to them.
public final class TrustedAuthorities {

  private static final int PEM_WIDTH = 64;

  private final List<X509Certificate> certificates;

  private TrustedAuthorities(Collection<X509Certificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  public static TrustedAuthorities of(Collection<X509Certificate> certificates) {
    return new TrustedAuthorities(certificates);
  }

  /// Reads certificates, PEM or DER, one after the other.
  public static TrustedAuthorities read(byte[] file) {
    try {
      var read = new ArrayList<X509Certificate>();
      for (var certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(file))) {
        read.add((X509Certificate) certificate);
      }
      return new TrustedAuthorities(read);
    } catch (GeneralSecurityException e) {
      throw new MalformedException("not a list of certificates");
    }
  }

  public List<X509Certificate> certificates() {
    return certificates;
  }

  /// The certificates as text, in the one spelling of this class.
  public String pem() {
    var encoder = Base64.getMimeEncoder(PEM_WIDTH, new byte[] {'\n'});
    var pem = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(encoder.encodeToString(certificate.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        throw new MalformedException("a certificate has no encoding");
      }
    }
    return pem.toString();
  }

  /// Whether each of the certificates is signed by itself or by another one of them, so that none
  /// has been changed.
  public boolean isClosed() {
    return certificates.stream()
        .allMatch(it -> certificates.stream().anyMatch(issuer -> isSignedBy(it, issuer)));
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// Whether a path leads from the certificate to a self-issued one of these, each link valid at
  /// that time. Revocation is not looked up: the check works offline.
  boolean leadsTo(X509Certificate leaf, Instant at) {
    Set<TrustAnchor> roots =
        certificates.stream()
            .filter(TrustedAuthorities::isSelfSigned)
            .map(it -> new TrustAnchor(it, null))
            .collect(Collectors.toSet());
    if (roots.isEmpty()) {
      return false;
    }
    List<X509Certificate> between =
        certificates.stream()
            .filter(it -> !it.getSubjectX500Principal().equals(it.getIssuerX500Principal()))
            .filter(it -> !it.equals(leaf))
            .toList();
    var path = new ArrayList<X509Certificate>(List.of(leaf));
    X509Certificate last = leaf;
    for (int step = 0; step < between.size(); step++) {
      X509Certificate child = last;
      var issuer =
          between.stream()
              .filter(it -> it.getSubjectX500Principal().equals(child.getIssuerX500Principal()))
              .findFirst();
      if (issuer.isEmpty()) {
        break;
      }
      path.add(issuer.get());
      last = issuer.get();
    }
    try {
      var parameters = new PKIXParameters(roots);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// Path validation takes an anchor as it is; here a changed one is none.
  private static boolean isSelfSigned(X509Certificate certificate) {
    return isSignedBy(certificate, certificate);
  }
}
