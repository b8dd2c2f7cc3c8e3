package io.humanlayer.ledger.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humanlayer.eventing.Malformed;
import io.humanlayer.proof.Milliseconds;
import java.time.Instant;
import java.util.Collection;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/// An Avro record as JSON. A field at its default is left out, so that a schema that gains a field
/// does not change the document, and with it the digest, of what was written before.
final class AvroJson {

  /// Beyond this a JSON number is no longer exact (RFC 8785 §3.2.2.3).
  private static final long MAX_EXACT = (1L << 53) - 1;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AvroJson() {}

  static ObjectNode of(GenericRecord record) {
    ObjectNode json = JSON.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (!isDefault(field, value)) {
        json.set(field.name(), value(field.schema(), value));
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

  private static JsonNode value(Schema schema, Object value) {
    return switch (schema.getType()) {
      case UNION ->
          value(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
      case RECORD -> of((GenericRecord) value);
      case ARRAY -> array(schema.getElementType(), (Collection<?>) value);
      case STRING, ENUM -> JSON.textNode(value.toString());
      case LONG -> number(schema, (Long) value);
      case INT -> JSON.numberNode((Integer) value);
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case DOUBLE -> finite((Double) value);
      case NULL -> JSON.nullNode();
      case MAP, FIXED, BYTES, FLOAT ->
          throw new IllegalStateException("contracts do not use " + schema.getType());
    };
  }

  private static ArrayNode array(Schema element, Collection<?> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(value(element, value)));
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
