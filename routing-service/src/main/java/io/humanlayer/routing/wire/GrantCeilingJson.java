package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.routing.core.cases.GrantCeiling;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/// The ceiling of a grant as a ruling has it: `{"max":"PT1H","uses":5,"similar":[…]}`.
final class GrantCeilingJson {

  private GrantCeilingJson() {}

  static GrantCeiling read(String text) {
    JsonNode json = StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
    try {
      return new GrantCeiling(
          Duration.parse(json.path("max").asText()), json.required("uses").intValue());
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new Malformed("not the ceiling of a grant", e);
    }
  }
}
