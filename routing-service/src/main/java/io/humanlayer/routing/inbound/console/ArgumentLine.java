package io.humanlayer.routing.inbound.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.routing.wire.Visible;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One argument of the Action, as it will be used.
///
/// @param kind text, number, list…
/// @param lengthy whether the value is so long that its length is said
/// @param before what the Agent asked for, where an edit has changed it; else empty
public record ArgumentLine(
    Visible name, String kind, Visible value, boolean lengthy, Visible before) {

  private static final int LENGTHY = 120;

  /// @param asked what the Agent asked for; none where nothing has been edited
  static List<ArgumentLine> of(ObjectNode arguments, @Nullable ObjectNode asked) {
    return arguments.properties().stream()
        .map(
            argument ->
                of(
                    argument.getKey(),
                    argument.getValue(),
                    asked == null ? null : asked.get(argument.getKey())))
        .toList();
  }

  private static ArgumentLine of(String name, JsonNode value, @Nullable JsonNode asked) {
    Visible text = text(value);
    Visible before = asked == null ? Visible.value(null) : text(asked);
    return new ArgumentLine(
        Visible.value(name),
        kind(value),
        text,
        text.length() > LENGTHY,
        before.equals(text) ? Visible.value(null) : before);
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
