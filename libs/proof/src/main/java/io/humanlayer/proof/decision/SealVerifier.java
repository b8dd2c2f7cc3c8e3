package io.humanlayer.proof.decision;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/// Checks the seal of a decision with the JDK alone.
public final class SealVerifier {

  private SealVerifier() {}

  /// Whether `signature` (DER) is by the key `spki` (DER) over `document`; a key that is none is
  /// no.
  public static boolean verifies(byte[] spki, byte[] document, byte[] signature) {
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(document);
      return holds(verifier, signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean holds(Signature verifier, byte[] signature) {
    try {
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    }
  }
}
