package io.humanlayer.kernel;

import java.util.regex.Pattern;

/// Names an Organisation, the tenant. It is part of topic names, hence its alphabet.
public record OrganisationId(String value) {

  /// Lower-case letters, digits and dashes; at most 32 characters.
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public OrganisationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a valid identifier: " + FORM.pattern());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
