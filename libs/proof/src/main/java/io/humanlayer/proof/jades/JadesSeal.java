package io.humanlayer.proof.jades;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.decision.SealSigner;
import io.humanlayer.proof.time.TimeStamp;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/// A JAdES B-T signature over a document that stays outside of it (ETSI TS 119 182-1 §5.2.8.3,
/// `ObjectIdByURIHash`), as a flattened JWS (RFC 7515 §7.2.2). The digest is over the document as
/// it stands (`b64` false, RFC 7797), so that `sha256sum` shows it.
public final class JadesSeal {

  /// What the document is called in the signature.
  public static final String DOCUMENT = "decision.json";

  private static final BigInteger ORDER = ECNamedCurveTable.getByName("P-256").getN();
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Encoder PLAIN = Base64.getEncoder();

  private JadesSeal() {}

  /// The signature as JSON.
  ///
  /// @param certificate of the seal, DER
  /// @param at when it is signed, as the signer claims
  /// @param stamps answers the digest of the signature with a time stamp (RFC 3161)
  public static String over(
      byte[] document,
      SealSigner seal,
      byte[] certificate,
      Instant at,
      Function<Hash, byte[]> stamps) {
    String header = URL.encodeToString(header(document, certificate, at).getBytes(US_ASCII));
    // The payload of an ObjectIdByURIHash signature is empty (§5.2.8.3.3).
    String signature = URL.encodeToString(plain(seal.sign((header + ".").getBytes(US_ASCII))));
    // §5.3.4: the imprint is over the signature value as it stands in the JWS.
    byte[] answer = stamps.apply(Hash.sha256(signature.getBytes(US_ASCII)));
    String unsigned =
        "{\"sigTst\":{\"tstTokens\":[{\"val\":\""
            + PLAIN.encodeToString(TimeStamp.token(answer))
            + "\"}]}}";
    return "{\"protected\":\""
        + header
        + "\",\"header\":{\"etsiU\":[\""
        + URL.encodeToString(unsigned.getBytes(US_ASCII))
        + "\"]},\"signature\":\""
        + signature
        + "\"}";
  }

  private static String header(byte[] document, byte[] certificate, Instant at) {
    return "{\"alg\":\"ES256\",\"b64\":false,\"crit\":[\"b64\",\"sigD\"],\"iat\":"
        + at.getEpochSecond()
        + ",\"sigD\":{\"ctys\":[\"application/json\"],\"hashM\":\"S256\",\"hashV\":[\""
        + URL.encodeToString(Hash.sha256(document).bytes())
        + "\"],\"mId\":\"http://uri.etsi.org/19182/ObjectIdByURIHash\",\"pars\":[\""
        + DOCUMENT
        + "\"]},\"x5c\":[\""
        + PLAIN.encodeToString(certificate)
        + "\"],\"x5t#S256\":\""
        + URL.encodeToString(Hash.sha256(certificate).bytes())
        + "\"}";
  }

  /// The form of RFC 7518 §3.4, from DER.
  private static byte[] plain(byte[] signature) {
    try {
      BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(ORDER, signature);
      return PlainDSAEncoding.INSTANCE.encode(ORDER, pair[0], pair[1]);
    } catch (IOException e) {
      throw new IllegalStateException("the seal's own signature is DER", e);
    }
  }
}
