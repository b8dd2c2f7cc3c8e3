package io.humanlayer.eventing;

import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/// A value of any schema with every optional field present, the same each time.
final class SampleEvent {

  private static final long NOON = 1_795_262_400_112L;

  private SampleEvent() {}

  static GenericRecord of(Schema schema) {
    var event = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      event.put(field.pos(), value(field.name(), field.schema(), field.pos()));
    }
    return event;
  }

  private static Object value(String name, Schema schema, int at) {
    return switch (schema.getType()) {
      case RECORD -> of(schema);
      case ARRAY ->
          new GenericData.Array<>(
              schema,
              List.of(
                  value(name, schema.getElementType(), at),
                  value(name, schema.getElementType(), at + 1)));
      case UNION ->
          value(
              name,
              schema.getTypes().stream().filter(t -> !t.isNullable()).findFirst().orElseThrow(),
              at);
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getLast());
      case STRING -> text(name, at);
      case INT -> at + 1;
      case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? NOON + at : at;
      case BOOLEAN -> true;
      case DOUBLE, FLOAT, BYTES, FIXED, MAP, NULL ->
          throw new IllegalArgumentException(name + ": contracts do not use " + schema.getType());
    };
  }

  private static String text(String name, int at) {
    String known = name.toLowerCase(Locale.ROOT);
    if (known.equals("requestid") || known.equals("eventids") || known.equals("decisions")) {
      return "01994c2e-0000-7000-8000-00000000000" + at;
    }
    return known.endsWith("digest") ? "sha256:" + "0f".repeat(32) : name + "-é-" + at;
  }
}
