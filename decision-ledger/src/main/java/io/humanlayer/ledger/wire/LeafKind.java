package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.Content;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.UnknownContract;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/// What the document of each kind of leaf may contain, as a JSON Schema made from the Avro schema
/// of its event: identifiers, enums, digests, numbers, times and bounded tokens. It admits no free
/// text and no address of a person, whatever an event carries.
public final class LeafKind {

  /// How long a token may be.
  public static final int MAX_TOKEN = 128;

  /// Neither a space nor an at sign: no sentence, no name of two words, no mail address; beside it
  /// an amount with its currency.
  static final String TOKEN =
      "^(?:[A-Za-z0-9._:/|+=#*-]{0," + MAX_TOKEN + "}|-?[0-9]{1,30}(?:\\.[0-9]{1,30})? [A-Z]{3})$";

  private static final Pattern TOKEN_FORM = Pattern.compile(TOKEN);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LeafKind() {}

  /// The JSON Schema of the documents of `type`, for example `io.humanlayer.cases.Opened.v1`.
  public static Optional<String> schema(String type) {
    Schema avro;
    try {
      avro = Contracts.schema(Contracts.event(type));
    } catch (UnknownContract e) {
      return Optional.empty();
    }
    ObjectNode document = JSON.objectNode();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", type);
    document.put("type", "object");
    ObjectNode properties = document.putObject("properties");
    for (String name : new String[] {"type", "id", "subject", "time"}) {
      properties.set(name, token());
    }
    properties.set("data", nullable(of(avro)));
    document.put("additionalProperties", false);
    return Optional.of(CanonicalJson.of(document));
  }

  static boolean isContent(Schema.Field field) {
    return Content.isIn(field);
  }

  static boolean isToken(String text) {
    return TOKEN_FORM.matcher(text).matches();
  }

  private static ObjectNode of(Schema schema) {
    ObjectNode json = JSON.objectNode();
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> {
        json.put("type", "array").set("items", of(schema.getElementType()));
        yield json;
      }
      case ENUM -> {
        var symbols = json.putArray("enum");
        schema.getEnumSymbols().forEach(symbols::add);
        yield json;
      }
      case STRING -> token();
      case LONG ->
          LogicalTypes.timestampMillis().equals(schema.getLogicalType())
              ? json.put("type", "string").put("format", "date-time").put("maxLength", 24)
              : longNumber();
      case INT -> json.put("type", "integer");
      case BOOLEAN -> json.put("type", "boolean");
      case DOUBLE -> json.put("type", "number");
      case NULL -> json.put("type", "null");
      case UNION -> {
        var branches = json.putArray("anyOf");
        schema.getTypes().forEach(branch -> branches.add(of(branch)));
        yield json;
      }
      case MAP, FIXED, BYTES, FLOAT ->
          throw new IllegalStateException("contracts do not use " + schema.getType());
    };
  }

  private static ObjectNode record(Schema schema) {
    ObjectNode json = JSON.objectNode().put("type", "object");
    ObjectNode properties = json.putObject("properties");
    schema.getFields().stream()
        .filter(field -> !isContent(field))
        .forEach(field -> properties.set(field.name(), of(field.schema())));
    return json.put("additionalProperties", false);
  }

  private static ObjectNode token() {
    return JSON.objectNode().put("type", "string").put("pattern", TOKEN);
  }

  /// Beyond 2⁵³ a number is written as text, to stay exact.
  private static ObjectNode longNumber() {
    ObjectNode json = JSON.objectNode();
    var forms = json.putArray("anyOf");
    forms.addObject().put("type", "integer");
    forms.addObject().put("type", "string").put("pattern", "^-?[0-9]{1,19}$");
    return json;
  }

  private static ObjectNode nullable(ObjectNode schema) {
    ObjectNode json = JSON.objectNode();
    json.putArray("anyOf").add(schema).addObject().put("type", "null");
    return json;
  }
}
