package io.humanlayer.policy.core.catalogue;

/// JSON Pointers (RFC 6901), which name the place of a flaw.
public final class Pointer {

  /// A name from outside is cut here before it is repeated in a message.
  private static final int MAX_NAME = 80;

  private Pointer() {}

  /// `name` as one reference token.
  public static String escape(String name) {
    String cut = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    return cut.replace("~", "~0").replace("/", "~1");
  }
}
