package io.humanlayer.policy.core.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value as it came from outside: the shapes of JSON, with exact numbers.
public sealed interface Data {

  record Text(String value) implements Data {}

  record Flag(boolean value) implements Data {}

  record Whole(long value) implements Data {}

  /// An exact number. Trailing zeros are dropped, so that 10.0 and 10.00 are equal.
  record Decimal(BigDecimal value) implements Data {

    /// Beyond these a number is a weapon (`1e999999999`), not an amount.
    static final int MAX_DIGITS = 38;

    public Decimal {
      if (!isSane(value)) {
        throw new IllegalArgumentException("a number of more than " + MAX_DIGITS + " digits");
      }
      var shortest = value.stripTrailingZeros();
      value = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    static boolean isSane(BigDecimal number) {
      return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
    }
  }

  record Nothing() implements Data {}

  record Sequence(List<Data> items) implements Data {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  record Struct(Map<String, Data> fields) implements Data {
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /// What could not be read as a value at all (NaN, malformed text), and why. It fits no type.
  record Unreadable(String why) implements Data {}

  /// The value of a number as it was written; one that is not sane is unreadable.
  static Data number(BigDecimal number) {
    if (!Decimal.isSane(number)) {
      return new Unreadable("a number of more than " + Decimal.MAX_DIGITS + " digits");
    }
    try {
      return new Whole(number.longValueExact());
    } catch (ArithmeticException fractionOrTooLarge) {
      return new Decimal(number);
    }
  }

  /// The same value as conditions see it: String, Boolean, Long, List and Map, and [Decimal], which
  /// stays itself because equality of `BigDecimal` minds the scale. Nothing becomes the empty text,
  /// because conditions know no null.
  static Object plain(Data data) {
    return switch (data) {
      case Text text -> text.value();
      case Flag flag -> flag.value();
      case Whole whole -> whole.value();
      case Decimal decimal -> decimal;
      case Nothing nothing -> "";
      case Unreadable unreadable -> "";
      case Sequence sequence -> {
        var items = new ArrayList<Object>(sequence.items().size());
        sequence.items().forEach(item -> items.add(plain(item)));
        yield Collections.unmodifiableList(items);
      }
      case Struct struct -> plainFields(struct.fields());
    };
  }

  /// The plain values of `fields` by name; fields without a value are absent.
  static Map<String, Object> plainFields(Map<String, Data> fields) {
    var values = LinkedHashMap.<String, Object>newLinkedHashMap(fields.size());
    fields.forEach(
        (name, value) -> {
          if (!(value instanceof Nothing)) {
            values.put(name, plain(value));
          }
        });
    return Collections.unmodifiableMap(values);
  }
}
