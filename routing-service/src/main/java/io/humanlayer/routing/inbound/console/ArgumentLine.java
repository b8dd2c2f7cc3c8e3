package io.humanlayer.routing.inbound.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.wire.Visible;
import java.util.List;

/// One argument of the Action, as it will be used.
///
/// @param kind text, number, list…
/// @param lengthy whether the value is so long that its length is said
public record ArgumentLine(Visible name, String kind, Visible value, boolean lengthy) {

  private static final int LENGTHY = 120;

  static List<ArgumentLine> of(ObjectNode arguments) {
    return arguments.properties().stream()
        .map(argument -> of(argument.getKey(), argument.getValue()))
        .toList();
  }

  private static ArgumentLine of(String name, JsonNode value) {
    Visible text = Visible.value(text(value));
    return new ArgumentLine(Visible.value(name), kind(value), text, text.length() > LENGTHY);
  }

  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    return value.isContainerNode() ? value.toPrettyString() : value.asText();
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "text";
      case NUMBER -> "number";
      case BOOLEAN -> "yes or no";
      case ARRAY -> "list";
      case OBJECT -> "object";
      case NULL -> "nothing";
      case BINARY, MISSING, POJO -> "not interpreted";
    };
  }
}
