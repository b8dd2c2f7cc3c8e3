package io.humanlayer.kernel;

import java.util.regex.Pattern;

/// Names a Sentinel within their Organisation; a pseudonym, never a name.
public record SentinelId(String value) {

  /// Lower-case letters, digits, dots, dashes and underscores; at most 63 characters.
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public SentinelId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a valid identifier: " + FORM.pattern());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
