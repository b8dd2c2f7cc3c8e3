package io.humanlayer.kernel;

import java.util.regex.Pattern;

/// Names an Agent within its Organisation.
public record AgentId(String value) {

  /// Lower-case letters, digits, dots, dashes and underscores; at most 63 characters.
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public AgentId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a valid identifier: " + FORM.pattern());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
