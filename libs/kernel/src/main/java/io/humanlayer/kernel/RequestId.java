package io.humanlayer.kernel;

import java.util.UUID;

/// Identifies one DecisionRequest, and with it its Case and its Decision. UUIDv7, given by the
/// gateway.
public record RequestId(UUID value) {

  /// Reads the canonical text form.
  ///
  /// @throws IllegalArgumentException if `text` is not a UUID in its 36-character form
  public static RequestId parse(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("not a UUID: " + text.length() + " characters");
    }
    return new RequestId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
