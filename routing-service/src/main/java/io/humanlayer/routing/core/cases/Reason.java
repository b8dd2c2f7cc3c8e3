package io.humanlayer.routing.core.cases;

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

  Reason withoutText() {
    return new Reason(code, null, digest);
  }

  boolean missing() {
    return code == null && text == null;
  }
}
