package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.proof.Milliseconds;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/// What of an Avro record may be written into a log for ever. A field that its schema marks as
/// content is left out; of other text only what is a token is let in, so that a producer who forgot
/// the mark leaks nothing. A field at its default is left out too: a schema that gains a field does
/// not change the document, and with it the digest, of what was written before.
final class LeafDocument {

  /// Beyond this a JSON number is no longer exact (RFC 8785 §3.2.2.3).
  private static final long MAX_EXACT = (1L << 53) - 1;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private LeafDocument() {}

  static ObjectNode of(GenericRecord record) {
    ObjectNode json = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (!LeafKind.isContent(field) && !isDefault(field, value)) {
        value(field.schema(), value).ifPresent(it -> json.set(field.name(), it));
      }
    }
    return json;
  }

  private static boolean isDefault(Schema.Field field, Object value) {
    return field.hasDefaultValue()
        && GenericData.get()
                .compare(value, GenericData.get().getDefaultValue(field), field.schema())
            == 0;
  }

  private static Optional<JsonNode> value(Schema schema, Object value) {
    return switch (schema.getType()) {
      case UNION ->
          value(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
      case RECORD -> Optional.of(of((GenericRecord) value));
      case ARRAY -> Optional.of(array(schema.getElementType(), (Collection<?>) value));
      case ENUM -> Optional.of(JSON.textNode(value.toString()));
      case STRING ->
          LeafKind.isToken(value.toString())
              ? Optional.of(JSON.textNode(value.toString()))
              : Optional.empty();
      case LONG -> Optional.of(number(schema, (Long) value));
      case INT -> Optional.of(JSON.numberNode((Integer) value));
      case BOOLEAN -> Optional.of(JSON.booleanNode((Boolean) value));
      case DOUBLE -> Optional.of(finite((Double) value));
      case NULL -> Optional.of(JSON.nullNode());
      case MAP, FIXED, BYTES, FLOAT ->
          throw new IllegalStateException("contracts do not use " + schema.getType());
    };
  }

  private static ArrayNode array(Schema element, Collection<?> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> value(element, value).ifPresent(array::add));
    return array;
  }

  private static JsonNode number(Schema schema, long value) {
    if (LogicalTypes.timestampMillis().equals(schema.getLogicalType())) {
      return JSON.textNode(Milliseconds.text(Instant.ofEpochMilli(value)));
    }
    return Math.abs(value) <= MAX_EXACT
        ? JSON.numberNode(value)
        : JSON.textNode(Long.toString(value));
  }

  private static JsonNode finite(double value) {
    if (!Double.isFinite(value)) {
      throw new Malformed("a number that is not finite");
    }
    return JSON.numberNode(value);
  }
}
