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
    Visible text = text(value);
    return new ArgumentLine(Visible.value(name), kind(value), text, text.length() > LENGTHY);
  }

  /// The line breaks of a list or an object are ours: those within its texts are escaped by JSON.
  private static Visible text(JsonNode value) {
    return value.isContainerNode()
        ? Visible.prose(value.toPrettyString())
        : Visible.value(value.asText());
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
