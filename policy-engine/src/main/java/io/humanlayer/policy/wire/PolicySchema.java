package io.humanlayer.policy.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.humanlayer.policy.core.catalogue.Pointer;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// `contracts/policy/policy.schema.json`: the form of a policy, for editors and for us.
final class PolicySchema {

  private static final String RESOURCE = "contracts/policy/policy.schema.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final JsonSchema SCHEMA = load();

  private PolicySchema() {}

  private static JsonSchema load() {
    var config =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .build();
    try (InputStream in =
        Objects.requireNonNull(
            PolicySchema.class.getClassLoader().getResourceAsStream(RESOURCE), RESOURCE)) {
      var schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in, config);
      schema.initializeValidators();
      return schema;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// In what a document does not fit the schema, each with its line and column.
  static List<Flaw> flaws(String canonical, Map<String, Position> positions) {
    return SCHEMA.validate(node(canonical)).stream()
        .map(message -> flaw(message, positions))
        .distinct()
        .toList();
  }

  private static JsonNode node(String canonical) {
    try {
      return JSON.readTree(canonical);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("what was just written is JSON", e);
    }
  }

  /// A message about a field that is too much names the object; the field itself is the place.
  private static Flaw flaw(ValidationMessage message, Map<String, Position> positions) {
    String at = message.getInstanceLocation().toString();
    String property = message.getProperty();
    String field = property == null ? at : at + "/" + Pointer.escape(property);
    String place = positions.containsKey(field) ? field : at;
    var position = positions.getOrDefault(place, new Position(1, 1));
    return new Flaw(place, position.line(), position.column(), text(message, at));
  }

  private static String text(ValidationMessage message, String at) {
    String text = message.getMessage();
    return text.startsWith(at + ": ") ? text.substring(at.length() + 2) : text;
  }
}
