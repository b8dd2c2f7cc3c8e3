package io.humanlayer.proof.time;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import io.humanlayer.proof.time.TimeCheck.Fault;
import io.humanlayer.proof.time.TimeCheck.Holds;
import io.humanlayer.proof.time.TimeCheck.Refused;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// The answer of a time authority (RFC 3161), as it came over the wire.
public final class TimeStamp {

  /// An answer has a few kilobytes.
  public static final int MAX_BYTES = 1 << 16;

  private final TimeStampToken token;
  private final List<X509Certificate> embedded;

  private TimeStamp(TimeStampToken token, List<X509Certificate> embedded) {
    this.token = token;
    this.embedded = embedded;
  }

  /// The answer without the text beside its status, which no signature covers: this is what is kept
  /// and checked.
  public static byte[] bare(byte[] answer) {
    try {
      return answer.length > MAX_BYTES ? answer : NormalForm.bare(answer);
    } catch (IOException | RuntimeException e) {
      // The ASN.1 library says in many ways that something is none; what it is, check() says.
      return answer;
    }
  }

  /// Checks an answer against the question that was asked.
  ///
  /// @param nonce what the answer must repeat; empty when the question is no longer known
  public static TimeCheck check(
      byte[] answer, Hash imprint, Optional<BigInteger> nonce, TrustedAuthorities trusted) {
    try {
      if (answer.length > MAX_BYTES) {
        return new Refused(Fault.NOT_A_TIME_STAMP, "it is larger than a time stamp can be");
      }
      var response = new TimeStampResponse(answer);
      TimeStampToken token = response.getTimeStampToken();
      if (response.getStatus() != 0 || token == null) {
        return new Refused(Fault.NOT_GRANTED, "the authority has not granted a time stamp");
      }
      if (!NormalForm.is(answer)) {
        return new Refused(
            Fault.NOT_A_TIME_STAMP, "it has parts that no signature covers, or bytes after it");
      }
      return new TimeStamp(token, certificates(token)).check(imprint, nonce, trusted);
    } catch (TSPException | IOException | RuntimeException e) {
      return new Refused(Fault.NOT_A_TIME_STAMP, "it is not a time stamp (RFC 3161)");
    }
  }

  /// The token alone, without the status around it: what signatures embed.
  ///
  /// @throws MalformedException if the answer has none
  public static byte[] token(byte[] answer) {
    try {
      TimeStampToken token = new TimeStampResponse(answer).getTimeStampToken();
      if (token == null) {
        throw new MalformedException("the authority has not granted a time stamp");
      }
      return token.getEncoded();
    } catch (TSPException | IOException e) {
      throw new MalformedException("it is not a time stamp (RFC 3161)");
    }
  }

  private TimeCheck check(Hash imprint, Optional<BigInteger> nonce, TrustedAuthorities trusted) {
    var info = token.getTimeStampInfo();
    if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
        || !Arrays.equals(info.getMessageImprintDigest(), imprint.bytes())) {
      return new Refused(Fault.WRONG_IMPRINT, "it stamps something else");
    }
    if (nonce.isPresent() && !nonce.get().equals(info.getNonce())) {
      return new Refused(Fault.WRONG_NONCE, "it does not repeat the nonce: an older answer");
    }
    Instant at = info.getGenTime().toInstant();
    var signer = signer(trusted);
    if (signer.isEmpty()) {
      return new Refused(Fault.WRONG_KEY, "the certificate of its signer is not there");
    }
    if (!isForTime(signer.get())) {
      return new Refused(
          Fault.NOT_A_TIME_AUTHORITY, "its signer's certificate is not for time stamps alone");
    }
    if (!isSignedBy(signer.get())) {
      return new Refused(Fault.WRONG_KEY, "its signature is wrong");
    }
    if (!trusted.leadsTo(signer.get(), at)
        || !embedded.stream().allMatch(it -> trusted.leadsTo(it, at))) {
      return new Refused(
          Fault.UNTRUSTED_AUTHORITY, "its signer is not under a root that is trusted here");
    }
    return new Holds(
        at, info.getPolicy().getId(), signer.get().getSubjectX500Principal().getName());
  }

  private Optional<X509Certificate> signer(TrustedAuthorities trusted) {
    List<X509Certificate> known = new ArrayList<>(embedded);
    known.addAll(trusted.certificates());
    return known.stream()
        .filter(it -> token.getSID().match(holder(it)))
        .filter(this::isNamed)
        .findFirst();
  }

  /// Names match whatever their case; here they must be the same bytes.
  private boolean isNamed(X509Certificate certificate) {
    var issuer = token.getSID().getIssuer();
    try {
      return issuer == null
          || Arrays.equals(issuer.getEncoded(), certificate.getIssuerX500Principal().getEncoded());
    } catch (IOException e) {
      return false;
    }
  }

  /// RFC 3161 §2.3: the extended key usage is critical and names time stamping, nothing else.
  private static boolean isForTime(X509Certificate certificate) {
    try {
      return certificate.getCriticalExtensionOIDs() != null
          && certificate.getCriticalExtensionOIDs().contains("2.5.29.37")
          && List.of("1.3.6.1.5.5.7.3.8").equals(certificate.getExtendedKeyUsage());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean isSignedBy(X509Certificate certificate) {
    try {
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
      return token.toCMSSignedData().getSignerInfos().size() == 1;
    } catch (TSPException | OperatorCreationException e) {
      return false;
    }
  }

  private static List<X509Certificate> certificates(TimeStampToken token) {
    var converter = new JcaX509CertificateConverter();
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      try {
        certificates.add(converter.getCertificate(holder));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("a certificate in it cannot be read", e);
      }
    }
    return certificates;
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("a certificate cannot be read", e);
    }
  }
}
