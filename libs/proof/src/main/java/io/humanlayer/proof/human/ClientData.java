package io.humanlayer.proof.human;

import io.humanlayer.proof.CanonicalText;
import io.humanlayer.proof.MalformedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the browser says of the act (WebAuthn §5.8.1): what was asked, and on which page.
///
/// @param challenge base64url
/// @param crossOrigin whether the page was framed by another one
record ClientData(String type, String challenge, String origin, boolean crossOrigin) {

  static final int MAX_BYTES = 4_096;

  static ClientData parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException("the client data is longer than a browser makes it");
    }
    Map<String, @Nullable Object> fields = FlatJson.read(CanonicalText.utf8(bytes));
    Object crossOrigin = fields.getOrDefault("crossOrigin", false);
    if (!(crossOrigin instanceof Boolean framed)) {
      throw new MalformedException("the client data does not say whether the page was framed");
    }
    return new ClientData(
        text(fields, "type"),
        text(fields, "challenge"),
        text(fields, "origin"),
        framed || fields.get("topOrigin") != null);
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new MalformedException("the client data has no " + name);
  }
}
