package io.humanlayer.ledger.core.log;

import java.util.HexFormat;

/// The name of a log: a host name that says nothing of whose log it is, since it is printed on
/// every checkpoint and may be shown to anyone.
public record Origin(String value) {

  /// How many bytes of chance tell the logs of one deployment apart.
  public static final int SLUG_BYTES = 5;

  /// @param slug chance, [#SLUG_BYTES] of it
  /// @param generation 1 for the first log of an organisation
  public static Origin of(byte[] slug, int generation, String domain) {
    if (slug.length != SLUG_BYTES) {
      throw new IllegalArgumentException("a slug is made of " + SLUG_BYTES + " bytes");
    }
    return new Origin("t-" + HexFormat.of().formatHex(slug) + "-" + generation + "." + domain);
  }

  @Override
  public String toString() {
    return value;
  }
}
