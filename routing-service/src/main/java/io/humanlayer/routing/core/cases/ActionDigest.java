package io.humanlayer.routing.core.cases;

import java.util.regex.Pattern;

/// Identifies exactly one Action. A verdict that names another digest is about something else.
public record ActionDigest(String value) {

  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final int SHORT_FORM_DIGITS = 8;

  public ActionDigest {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a valid digest: " + FORM.pattern());
    }
  }

  /// The first digits: what a person compares by eye.
  public String shortForm() {
    int start = "sha256:".length();
    return value.substring(start, start + SHORT_FORM_DIGITS);
  }

  @Override
  public String toString() {
    return value;
  }
}
