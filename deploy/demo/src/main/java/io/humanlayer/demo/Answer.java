package io.humanlayer.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// What a service answered.
///
/// @param text the body as it came
/// @param json the body as JSON, or a missing node where it is none
/// @param headers the first value of each header, by its lower-case name
public record Answer(int status, String text, JsonNode json, Map<String, String> headers) {

  /// The answer itself, if the call went well.
  ///
  /// @throws IllegalStateException with the problem if it did not
  public Answer orThrow() {
    if (status >= 400) {
      throw new IllegalStateException("the answer was " + status + ": " + text);
    }
    return this;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
