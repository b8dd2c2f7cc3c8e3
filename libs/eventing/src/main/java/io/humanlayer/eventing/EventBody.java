package io.humanlayer.eventing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// The content of one event, read by field name. A field that the schema lacks, or whose value has
/// another type, is [Malformed]: the caller never sees half an event.
public record EventBody(GenericRecord avro) {

  /// The body of `event` with `values`: `Instant`, enum, `UUID`, list and nested `Map` values are
  /// turned into what the schema asks for.
  ///
  /// @throws IllegalArgumentException if a value does not fit the schema
  public static EventBody of(String event, Map<String, ? extends @Nullable Object> values) {
    return new EventBody(AvroValues.record(Contracts.schema(event), values));
  }

  /// The full name of the event.
  public String event() {
    return avro.getSchema().getFullName();
  }

  public String text(String field) {
    return required(field, optionalText(field));
  }

  public @Nullable String optionalText(String field) {
    return textual(field, get(field));
  }

  public int integer(String field) {
    return required(field, optionalInteger(field));
  }

  public @Nullable Integer optionalInteger(String field) {
    return cast(field, get(field), Integer.class);
  }

  public long number(String field) {
    return required(field, cast(field, get(field), Long.class));
  }

  public boolean flag(String field) {
    return required(field, cast(field, get(field), Boolean.class));
  }

  public Instant instant(String field) {
    return Instant.ofEpochMilli(number(field));
  }

  public @Nullable Instant optionalInstant(String field) {
    return get(field) == null ? null : instant(field);
  }

  public UUID uuid(String field) {
    try {
      return UUID.fromString(text(field));
    } catch (IllegalArgumentException e) {
      throw new Malformed("field " + field + " is not a UUID", e);
    }
  }

  public @Nullable BigDecimal optionalDecimal(String field) {
    String text = optionalText(field);
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new Malformed("field " + field + " is not a decimal", e);
    }
  }

  /// The constant of `type` that the field names; a symbol that this build lacks is malformed.
  public <T extends Enum<T>> T symbol(String field, Class<T> type) {
    try {
      return Enum.valueOf(type, text(field));
    } catch (IllegalArgumentException e) {
      throw new Malformed("field " + field + " has no known value: " + text(field), e);
    }
  }

  public List<String> texts(String field) {
    return list(field).stream().map(item -> required(field, textual(field, item))).toList();
  }

  public EventBody record(String field) {
    return required(field, optionalRecord(field));
  }

  public @Nullable EventBody optionalRecord(String field) {
    GenericRecord record = cast(field, get(field), GenericRecord.class);
    return record == null ? null : new EventBody(record);
  }

  public List<EventBody> records(String field) {
    return list(field).stream()
        .map(item -> new EventBody(required(field, cast(field, item, GenericRecord.class))))
        .toList();
  }

  private static @Nullable String textual(String field, @Nullable Object value) {
    if (value == null || value instanceof CharSequence || value instanceof GenericEnumSymbol<?>) {
      return value == null ? null : value.toString();
    }
    throw new Malformed("field " + field + " is not a text");
  }

  private List<?> list(String field) {
    return required(field, cast(field, get(field), List.class));
  }

  private @Nullable Object get(String field) {
    if (avro.getSchema().getField(field) == null) {
      throw new Malformed("no field " + field + " in " + event());
    }
    return avro.get(field);
  }

  private static <T> @Nullable T cast(String field, @Nullable Object value, Class<T> type) {
    if (value != null && !type.isInstance(value)) {
      throw new Malformed("field " + field + " is not a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new Malformed("field " + field + " is missing");
    }
    return value;
  }
}
