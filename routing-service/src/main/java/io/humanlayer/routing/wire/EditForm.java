package io.humanlayer.routing.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.web.JsonFields;
import io.humanlayer.web.Problem;
import io.humanlayer.web.ProblemException;
import io.humanlayer.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The arguments of an Action as fields of a form, and back. A text is written as it is, anything
/// else as JSON, and a value never changes its kind by passing through a form.
public final class EditForm {

  private static final String TEXT = "text.";
  private static final String JSON = "json.";

  private EditForm() {}

  /// One field.
  ///
  /// @param field its name in the form, which says how the value is written
  /// @param json whether it is JSON
  public record Field(String field, Visible name, String value, boolean json) {}

  /// The fields of those arguments that can be changed.
  public static List<Field> fields(ObjectNode arguments, List<String> editable) {
    return editable.stream()
        .filter(arguments::has)
        .map(name -> field(name, arguments.get(name)))
        .toList();
  }

  private static Field field(String name, JsonNode value) {
    boolean text =
        value.isTextual()
            && Visible.value(value.textValue()).pieces().stream().noneMatch(Visible.Piece::odd);
    return new Field(
        (text ? TEXT : JSON) + name,
        Visible.value(name),
        text ? value.textValue() : Visible.json(value),
        !text);
  }

  /// What was typed into the form.
  ///
  /// @throws ProblemException naming every value that is no JSON
  public static ObjectNode changes(Map<String, List<String>> form) {
    ObjectNode changes = JsonNodeFactory.instance.objectNode();
    var faults = new JsonFields(changes);
    form.forEach(
        (field, values) -> {
          if (field.startsWith(TEXT)) {
            changes.put(field.substring(TEXT.length()), values.getFirst());
          } else if (field.startsWith(JSON)) {
            String name = field.substring(JSON.length());
            try {
              changes.set(
                  name, StrictJson.parse(values.getFirst().getBytes(StandardCharsets.UTF_8)));
            } catch (ProblemException e) {
              faults.faultAt(
                  "/arguments/" + JsonFields.escape(name),
                  "The value of " + name + " is not JSON.");
            }
          }
        });
    faults.check();
    if (changes.isEmpty()) {
      throw Problem.invalid("/arguments", "Say which arguments change.").asException();
    }
    return changes;
  }
}
