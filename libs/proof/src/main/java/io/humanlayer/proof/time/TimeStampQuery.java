package io.humanlayer.proof.time;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/// The question to a time authority: stamp this digest, and repeat this nonce (RFC 3161 §2.4.1).
///
/// @param imprint SHA-256 of what is to be stamped
public record TimeStampQuery(Hash imprint, BigInteger nonce) {

  public TimeStampQuery {
    if (nonce.signum() <= 0) {
      throw new MalformedException("a nonce is a positive number");
    }
  }

  /// Reads a question in DER.
  public static TimeStampQuery parse(byte[] der) {
    try {
      var request = new TimeStampRequest(der);
      BigInteger nonce = request.getNonce();
      if (nonce == null
          || !request.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)) {
        throw new MalformedException("a question carries SHA-256 and a nonce");
      }
      return new TimeStampQuery(Hash.of(request.getMessageImprintDigest()), nonce);
    } catch (IOException e) {
      throw new MalformedException("not a question to a time authority");
    }
  }

  TimeStampRequest request() {
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator.generate(NISTObjectIdentifiers.id_sha256, imprint.bytes(), nonce);
  }

  /// The question in DER.
  public byte[] bytes() {
    try {
      return request().getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
