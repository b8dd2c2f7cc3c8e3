package io.humanlayer.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.web.Problem.Fault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object and gathers everything that is wrong with them, each with its
/// JSON Pointer, so that the caller learns all at once. Call [#check] before using what was read.
public final class JsonFields {

  /// So many faults are told at once; a document with more is not worth the list.
  public static final int MAX_FAULTS = 50;

  private static final int MAX_NAME = 200;
  private static final int MAX_DECIMAL = 100;
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]{1,4})?");

  private final ObjectNode json;
  private final String at;
  private final List<Fault> faults;

  public JsonFields(ObjectNode json) {
    this(json, "", new ArrayList<>());
  }

  private JsonFields(ObjectNode json, String at, List<Fault> faults) {
    this.json = json;
    this.at = at;
    this.faults = faults;
  }

  /// Refuses every field but these.
  public JsonFields only(Set<String> known) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown(name);
              }
            });
    return this;
  }

  private void unknown(String name) {
    if (name.length() > MAX_NAME) {
      faultAt(at, "A field's name has more than " + MAX_NAME + " characters.");
    } else {
      faultAt(at + "/" + escape(name), "There is no such field.");
    }
  }

  /// The text of a field that must be there, between one and `max` characters.
  public String text(String name, int max) {
    String text = optionalText(name, max);
    if (text == null && !has(name)) {
      fault(name, "The field is required.");
    }
    return text == null ? "" : text;
  }

  public @Nullable String optionalText(String name, int max) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      fault(name, "The field must be a string.");
      return null;
    }
    String text = node.textValue();
    if (text.isBlank() || text.length() > max) {
      fault(name, "The field must have between 1 and " + max + " characters.");
      return null;
    }
    if (hasControl(text)) {
      fault(name, "The field must have no control characters.");
      return null;
    }
    return text;
  }

  public int integer(String name, int fallback, int min, int max) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      return fallback;
    }
    if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
      fault(name, "The field must be a whole number from " + min + " to " + max + ".");
      return fallback;
    }
    return node.intValue();
  }

  /// A decimal given as a JSON number or as text.
  public @Nullable BigDecimal optionalDecimal(String name, BigDecimal min, BigDecimal max) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    BigDecimal value = decimal(node);
    if (value == null) {
      fault(name, "The field must be a decimal number.");
      return null;
    }
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      fault(name, "The field must be a number from " + min + " to " + max + ".");
      return null;
    }
    return value;
  }

  /// Exact, and of a size that can be reckoned with; digits are those of ASCII only.
  private static @Nullable BigDecimal decimal(JsonNode node) {
    if (node.isNumber()) {
      BigDecimal value = node.decimalValue();
      return Math.abs((long) value.scale()) <= MAX_DECIMAL ? value : null;
    }
    String text = node.isTextual() ? node.textValue() : "";
    if (text.length() > MAX_DECIMAL || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Math.abs((long) value.scale()) <= MAX_DECIMAL ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  public @Nullable Instant optionalInstant(String name) {
    String text = optionalText(name, 64);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      fault(name, "The field must be an RFC 3339 time, for example 2026-11-21T20:00:00Z.");
      return null;
    }
  }

  /// The object of a field that must be there.
  public ObjectNode object(String name) {
    JsonNode node = json.get(name);
    if (node instanceof ObjectNode object) {
      return object;
    }
    fault(name, node == null ? "The field is required." : "The field must be an object.");
    return json.objectNode();
  }

  /// The fields of an object field; their faults are gathered here too.
  public JsonFields fields(String name) {
    return new JsonFields(object(name), pointer(name), faults);
  }

  /// The texts of a list field; an absent one is empty.
  public List<String> texts(String name, int maxItems, int maxLength) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > maxItems) {
      fault(name, "The field must be a list of at most " + maxItems + " strings.");
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < node.size(); i++) {
      JsonNode item = node.get(i);
      if (!item.isTextual()
          || item.textValue().isBlank()
          || item.textValue().length() > maxLength
          || hasControl(item.textValue())) {
        fault(name + "/" + i, "Each item must be a string of 1 to " + maxLength + " characters.");
      } else {
        texts.add(item.textValue());
      }
    }
    return List.copyOf(texts);
  }

  /// The fields of each object in a list field; their faults are gathered here too.
  public List<JsonFields> objects(String name, int maxItems) {
    JsonNode node = json.get(name);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > maxItems) {
      fault(name, "The field must be a list of at most " + maxItems + " objects.");
      return List.of();
    }
    var items = new ArrayList<JsonFields>();
    for (int i = 0; i < node.size(); i++) {
      if (node.get(i) instanceof ObjectNode object) {
        items.add(new JsonFields(object, pointer(name) + "/" + i, faults));
      } else {
        fault(name + "/" + i, "Each item must be an object.");
      }
    }
    return List.copyOf(items);
  }

  public boolean has(String name) {
    return json.hasNonNull(name);
  }

  /// The field as it stands, or null.
  public @Nullable JsonNode raw(String name) {
    JsonNode node = json.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /// Notes that `name` is wrong; `list/3` is the fourth item of `list`.
  public void fault(String name, String detail) {
    faultAt(pointer(name), detail);
  }

  /// Notes what is wrong at a JSON Pointer whose parts went through [#escape].
  public void faultAt(String pointer, String detail) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(pointer, detail));
    }
  }

  /// @throws ProblemException `invalid-request` with every fault, if there is any
  public void check() {
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
  }

  /// `name` as one part of a JSON Pointer (RFC 6901 §3).
  public static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private String pointer(String name) {
    return at + "/" + name.replace("~", "~0");
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0);
  }
}
