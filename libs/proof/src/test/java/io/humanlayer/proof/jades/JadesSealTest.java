package io.humanlayer.proof.jades;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import io.humanlayer.proof.decision.SealSigner;
import io.humanlayer.proof.time.OwnClock;
import io.humanlayer.proof.time.TimeStampQuery;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Our JAdES signatures before EU DSS, the validator of the European Commission.
class JadesSealTest {

  private static final SealSigner SEAL = new SealSigner(seed(48, 1));
  private static final OwnClock CLOCK = new OwnClock(seed(48, 2), seed(48, 3));
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final byte[] DECISION =
      "{\"_type\":\"https://in-toto.io/Statement/v1\",\"outcome\":\"approved\"}".getBytes(UTF_8);

  private final byte[] certificate = SealCertificate.of(SEAL, "acme");
  private final String signature =
      JadesSeal.over(
          DECISION,
          SEAL,
          certificate,
          NOON,
          imprint ->
              CLOCK.answer(
                  new TimeStampQuery(imprint, BigInteger.TEN),
                  BigInteger.TWO,
                  NOON.plusSeconds(1)));

  private static byte[] seed(int length, int number) {
    byte[] seed = new byte[length];
    Arrays.fill(seed, (byte) number);
    return seed;
  }

  private SimpleReport judge(byte[] jades, byte[] document) throws Exception {
    var trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(token(certificate));
    for (X509Certificate ofClock : CLOCK.certificates()) {
      trusted.addCertificate(new CertificateToken(ofClock));
    }
    var verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    var validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(jades, "decision.jades.json"));
    validator.setCertificateVerifier(verifier);
    validator.setDetachedContents(List.of(new InMemoryDocument(document, JadesSeal.DOCUMENT)));
    return validator.validateDocument().getSimpleReport();
  }

  private static CertificateToken token(byte[] der) throws Exception {
    return new CertificateToken(
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der)));
  }

  private boolean accepts(byte[] jades, byte[] document) {
    try {
      SimpleReport report = judge(jades, document);
      return report.getSignaturesCount() == 1 && report.getValidSignaturesCount() == 1;
    } catch (Exception refused) {
      return false;
    }
  }

  @Test
  void the_validator_of_the_commission_passes_it_as_baseline_t() throws Exception {
    SimpleReport report = judge(signature.getBytes(UTF_8), DECISION);

    String id = report.getFirstSignatureId();
    assertThat(report.getIndication(id))
        .as("%s %s", report.getSubIndication(id), report.getAdESValidationErrors(id))
        .isEqualTo(Indication.TOTAL_PASSED);
    assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.JAdES_BASELINE_T);
  }

  @Test
  void it_passes_no_other_document_and_no_signature_with_a_changed_byte() {
    assertThat(accepts(signature.getBytes(UTF_8), DECISION)).isTrue();
    var random = new Random(7);
    for (int i = 0; i < DECISION.length; i++) {
      assertThat(accepts(signature.getBytes(UTF_8), changed(DECISION, i, random)))
          .as("document, byte %d", i)
          .isFalse();
    }
    int from = signature.indexOf("\"protected\":\"") + 13;
    int to = signature.indexOf('"', from);
    for (int i = from; i < to; i += 7) {
      assertThat(accepts(other(i), DECISION)).as("protected header, character %d", i).isFalse();
    }
    from = signature.indexOf("\"signature\":\"") + 13;
    for (int i = from; i < signature.length() - 3; i++) {
      assertThat(accepts(other(i), DECISION)).as("signature, character %d", i).isFalse();
    }
  }

  private static byte[] changed(byte[] bytes, int at, Random random) {
    byte[] changed = bytes.clone();
    changed[at] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }

  /// The signature with another character of base64url at this place.
  private byte[] other(int at) {
    var text = new StringBuilder(signature);
    text.setCharAt(at, text.charAt(at) == 'A' ? 'B' : 'A');
    return text.toString().getBytes(UTF_8);
  }

  @Test
  void the_certificate_follows_from_the_key_and_the_name() {
    assertThat(SealCertificate.of(SEAL, "acme")).isEqualTo(certificate);
    assertThat(SealCertificate.of(SEAL, "other")).isNotEqualTo(certificate);
    assertThat(SealCertificate.of(new SealSigner(seed(48, 9)), "acme")).isNotEqualTo(certificate);
  }
}
