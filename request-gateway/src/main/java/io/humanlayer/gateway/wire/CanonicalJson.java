package io.humanlayer.gateway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/// JSON in its canonical form (RFC 8785) and digests over it.
public final class CanonicalJson {

  private CanonicalJson() {}

  /// The canonical text of `json`.
  public static String of(JsonNode json) {
    try {
      return new JsonCanonicalizer(json.toString()).getEncodedString();
    } catch (IOException e) {
      throw new UncheckedIOException("not canonicalizable", e);
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
