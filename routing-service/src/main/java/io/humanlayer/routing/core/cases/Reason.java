package io.humanlayer.routing.core.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Why. The text is for the Agent and the people concerned; proofs carry its salted digest.
///
/// @param code from a short list, or none
/// @param text in the Sentinel's words, or none
/// @param digest of code and text with a salt that can be erased; none if both are absent
public record Reason(@Nullable String code, @Nullable String text, @Nullable String digest) {

  public static final int MAX_TEXT = 2_000;
  public static final int MAX_CODE = 64;
  public static final Reason NONE = new Reason(null, null, null);

  public Reason {
    if (text != null && text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("a reason has at most " + MAX_TEXT + " characters");
    }
    if (code != null && code.length() > MAX_CODE) {
      throw new IllegalArgumentException("a reason code has at most " + MAX_CODE + " characters");
    }
  }

  /// This reason, tied to `salt`: once the salt is gone, the digest says nothing of the text.
  public static Reason salted(@Nullable String code, @Nullable String text, byte[] salt) {
    if (code == null && text == null) {
      return NONE;
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt);
      for (@Nullable String part : new @Nullable String[] {"hl.reason/1", code, text}) {
        sha256.update((part == null ? "" : part).getBytes(StandardCharsets.UTF_8));
        // A byte that UTF-8 never has, so that no two reasons have the same bytes.
        sha256.update((byte) 0xFF);
      }
      String digest = "sha256:" + HexFormat.of().formatHex(sha256.digest());
      return new Reason(code, text, digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Reason withoutText() {
    return new Reason(code, null, digest);
  }

  /// This reason, with `code` where it has none.
  public Reason orCode(String other) {
    return code == null ? new Reason(other, text, digest) : this;
  }

  boolean missing() {
    return code == null && text == null;
  }
}
