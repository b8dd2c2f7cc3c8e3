package io.humanlayer.proof.decision;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MalformedException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entry of a sealed document, byte for byte as Rekor v2 writes it (hashedrekord 0.0.2), so
/// that a stock Sigstore verifier can make it again from the bundle.
public final class HashedRekord {

  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"apiVersion\":\"0\\.0\\.2\",\"kind\":\"hashedrekord\",\"spec\":\\{"
              + "\"hashedRekordV002\":\\{\"data\":\\{\"algorithm\":\"SHA2_256\","
              + "\"digest\":\"([A-Za-z0-9+/]{43}=)\"},\"signature\":\\{"
              + "\"content\":\"([A-Za-z0-9+/]{1,120}={0,2})\",\"verifier\":\\{"
              + "\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\","
              + "\"publicKey\":\\{\"rawBytes\":\"([A-Za-z0-9+/]{1,200}={0,2})\"}}}}}}");

  private final Hash digest;
  private final byte[] signature;
  private final byte[] publicKey;

  private HashedRekord(Hash digest, byte[] signature, byte[] publicKey) {
    this.digest = digest;
    this.signature = signature.clone();
    this.publicKey = publicKey.clone();
  }

  /// The entry of `document` under this seal.
  public static HashedRekord seal(byte[] document, SealSigner seal) {
    return new HashedRekord(Hash.sha256(document), seal.sign(document), seal.publicKey());
  }

  /// Reads the one encoding that [#text()] writes.
  public static HashedRekord parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new MalformedException("not a hashedrekord entry");
    }
    return new HashedRekord(
        Hash.fromBase64(form.group(1)),
        CanonicalText.base64(form.group(2)),
        CanonicalText.base64(form.group(3)));
  }

  public Hash digest() {
    return digest;
  }

  public byte[] signature() {
    return signature.clone();
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  /// Whether it is the entry of `document`: the digest is its digest, the seal its seal.
  public boolean seals(byte[] document) {
    return Hash.sha256(document).equals(digest)
        && SealVerifier.verifies(publicKey, document, signature);
  }

  public boolean isSealedBy(byte[] spki) {
    return Arrays.equals(publicKey, spki);
  }

  /// JCS (RFC 8785) without a JSON library: every field is of an alphabet that needs no escape.
  public String text() {
    return """
    {"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":\
    {"algorithm":"SHA2_256","digest":"%s"},"signature":{"content":"%s","verifier":\
    {"keyDetails":"PKIX_ECDSA_P256_SHA_256","publicKey":{"rawBytes":"%s"}}}}}}\
    """
        .formatted(digest.base64(), base64(signature), base64(publicKey));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
