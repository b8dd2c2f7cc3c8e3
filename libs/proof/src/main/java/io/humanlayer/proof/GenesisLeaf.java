package io.humanlayer.proof;

import java.time.Instant;
import java.util.regex.Pattern;

/// The first leaf of every log, so that no tree of one leaf ever has to prove anything.
public record GenesisLeaf(String origin, Instant createdAt) {

  private static final Pattern ORIGIN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");

  public GenesisLeaf {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new MalformedException("an origin is a host name");
    }
  }

  /// JCS (RFC 8785) without a JSON library: every field is of an alphabet that needs no escape.
  public String text() {
    return """
    {"apiVersion":"1","kind":"hl.genesis","spec":{"createdAt":"%s","origin":"%s","previous":null}}"""
        .formatted(Milliseconds.text(createdAt), origin);
  }
}
