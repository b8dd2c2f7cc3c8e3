package io.humanlayer.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/// JSON in its one form (RFC 8785), and digests as contracts write them. It takes numbers as
/// doubles and sets no bounds: who lets strangers' JSON in checks that first.
public final class CanonicalJson {

  private CanonicalJson() {}

  /// The canonical form of a JSON text.
  ///
  /// @throws MalformedException if it has none
  public static String of(String json) {
    try {
      return new JsonCanonicalizer(json).getEncodedString();
    } catch (IOException e) {
      throw new MalformedException("it has no canonical form: " + e.getMessage());
    }
  }

  /// `sha256:` and the hex digest of the UTF-8 bytes of `text`.
  public static String digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /// `sha256:` and the hex digest of `bytes`.
  public static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
