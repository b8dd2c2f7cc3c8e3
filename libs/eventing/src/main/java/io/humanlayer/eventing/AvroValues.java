package io.humanlayer.eventing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// Turns plain Java values into what an Avro schema asks for, refusing what does not fit.
final class AvroValues {

  private AvroValues() {}

  static GenericRecord record(Schema schema, Map<String, ? extends @Nullable Object> values) {
    var record = new GenericData.Record(schema);
    for (String name : values.keySet()) {
      if (schema.getField(name) == null) {
        throw new IllegalArgumentException("no field " + name + " in " + schema.getFullName());
      }
    }
    for (Schema.Field field : schema.getFields()) {
      Object value = values.get(field.name());
      record.put(
          field.pos(),
          value == null && field.hasDefaultValue() && !values.containsKey(field.name())
              ? GenericData.get().getDefaultValue(field)
              : convert(field.name(), field.schema(), value));
    }
    return record;
  }

  private static @Nullable Object convert(String name, Schema schema, @Nullable Object value) {
    return switch (schema.getType()) {
      case UNION -> union(name, schema, value);
      case RECORD -> record(schema, map(name, value));
      case ARRAY -> array(name, schema.getElementType(), value);
      case ENUM -> symbol(name, schema, value);
      case STRING -> text(name, value);
      case LONG -> number(name, value);
      case INT -> fitting(name, value, Integer.class);
      case BOOLEAN -> fitting(name, value, Boolean.class);
      case DOUBLE -> fitting(name, value, Double.class);
      case NULL, MAP, FIXED, BYTES, FLOAT ->
          throw new IllegalArgumentException(name + ": contracts do not use " + schema.getType());
    };
  }

  private static @Nullable Object union(String name, Schema schema, @Nullable Object value) {
    if (value == null) {
      if (!schema.isNullable()) {
        throw new IllegalArgumentException(name + " is missing");
      }
      return null;
    }
    for (Schema branch : schema.getTypes()) {
      if (branch.getType() != Schema.Type.NULL) {
        return convert(name, branch, value);
      }
    }
    throw new IllegalArgumentException(name + " must be null");
  }

  private static List<@Nullable Object> array(String name, Schema element, @Nullable Object value) {
    var items = new ArrayList<@Nullable Object>();
    for (Object item : fitting(name, value, Iterable.class)) {
      items.add(convert(name, element, item));
    }
    return items;
  }

  private static Object symbol(String name, Schema schema, @Nullable Object value) {
    String symbol = text(name, value);
    if (!schema.hasEnumSymbol(symbol)) {
      throw new IllegalArgumentException(name + " has no symbol " + symbol);
    }
    return new GenericData.EnumSymbol(schema, symbol);
  }

  private static String text(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    if (value instanceof Iterable<?>
        || value instanceof Map<?, ?>
        || value instanceof Optional<?>) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value instanceof Enum<?> constant ? constant.name() : value.toString();
  }

  private static Long number(String name, @Nullable Object value) {
    return value instanceof Instant instant
        ? Long.valueOf(instant.toEpochMilli())
        : fitting(name, value, Long.class);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(String name, @Nullable Object value) {
    return (Map<String, @Nullable Object>) fitting(name, value, Map.class);
  }

  private static <T> T fitting(String name, @Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(name + " must be a " + type.getSimpleName());
    }
    return type.cast(value);
  }
}
