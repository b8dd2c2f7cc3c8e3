package io.humanlayer.eventing;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// What people wrote in an event: the fields that its schema marks with `"content": true`. It never
/// enters a leaf, and it goes when the dossier that it belongs to is erased.
public final class Content {

  private Content() {}

  /// Whether the field holds content.
  public static boolean isIn(Schema.Field field) {
    return Boolean.TRUE.equals(field.getObjectProp("content"));
  }

  /// The same event with nothing in such fields.
  public static EventBody erased(EventBody body) {
    return new EventBody((GenericRecord) erased(body.avro()));
  }

  private static Object erased(Object value) {
    return switch (value) {
      case GenericRecord record -> {
        var copy = new GenericData.Record(record.getSchema());
        for (Schema.Field field : record.getSchema().getFields()) {
          Object kept = record.get(field.pos());
          copy.put(field.pos(), isIn(field) ? nothing(field) : kept == null ? null : erased(kept));
        }
        yield copy;
      }
      case List<?> list -> {
        var copy = new ArrayList<Object>();
        list.forEach(item -> copy.add(erased(item)));
        yield copy;
      }
      default -> value;
    };
  }

  private static @Nullable Object nothing(Schema.Field field) {
    Schema schema = field.schema();
    return switch (schema.getType()) {
      case STRING -> "";
      case ARRAY -> List.of();
      default -> {
        if (!schema.isNullable()) {
          throw new IllegalStateException("content that cannot be erased: " + field.name());
        }
        yield null;
      }
    };
  }
}
