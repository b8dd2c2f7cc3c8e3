package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;

/// JSON in its canonical form (RFC 8785).
final class CanonicalJson {

  private CanonicalJson() {}

  static String of(JsonNode json) {
    try {
      return new JsonCanonicalizer(json.toString()).getEncodedString();
    } catch (IOException e) {
      throw new IllegalArgumentException("no canonical form: " + e.getMessage(), e);
    }
  }
}
