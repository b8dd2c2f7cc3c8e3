package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.wire.Item.Place;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An object of a document, read field by field. What nobody asked for is refused at the end, so a
/// misspelt key is never ignored.
final class Section {

  private final Item.Fields object;
  private final Set<String> asked = new HashSet<>();

  private Section(Item.Fields object) {
    this.object = object;
  }

  static Section of(Item item) {
    return switch (item) {
      case Item.Fields fields -> new Section(fields);
      case Item.Scalar scalar -> throw scalar.at().flaw("this must be an object");
      case Item.Items list -> throw list.at().flaw("this must be an object");
    };
  }

  Place at() {
    return object.at();
  }

  @Nullable Item item(String name) {
    asked.add(name);
    return object.fields().get(name);
  }

  Item required(String name) {
    var item = item(name);
    if (item == null) {
      throw at().flaw(name + " is missing");
    }
    return item;
  }

  /// All fields, whatever their names.
  Map<String, Item> all() {
    asked.addAll(object.fields().keySet());
    return new LinkedHashMap<>(object.fields());
  }

  /// Refuses the fields that nobody asked for.
  void done() {
    for (var field : object.fields().entrySet()) {
      if (!asked.contains(field.getKey())) {
        throw field.getValue().at().flaw("there is no such key here");
      }
    }
  }

  String text(String name) {
    return text(required(name));
  }

  @Nullable String textOrNull(String name) {
    var item = item(name);
    return item == null ? null : text(item);
  }

  /// An expression: the words `true` and `false` are conditions too.
  @Nullable String expressionOrNull(String name) {
    var item = item(name);
    if (item instanceof Item.Scalar(Place at, Data.Flag(boolean value))) {
      return Boolean.toString(value);
    }
    return item == null ? null : text(item);
  }

  boolean flag(String name) {
    return switch (item(name)) {
      case null -> false;
      case Item.Scalar(Place at, Data.Flag(boolean value)) -> value;
      case Item other -> throw other.at().flaw("this must be true or false");
    };
  }

  int count(String name, int otherwise) {
    var number = countOrNull(name);
    return number == null ? otherwise : number;
  }

  @Nullable Integer countOrNull(String name) {
    return switch (item(name)) {
      case null -> null;
      case Item.Scalar(Place at, Data.Whole(long value)) when value == (int) value -> (int) value;
      case Item other -> throw other.at().flaw("this must be a whole number");
    };
  }

  @Nullable Duration durationOrNull(String name) {
    var item = item(name);
    return item == null ? null : duration(item);
  }

  Duration duration(String name) {
    return duration(required(name));
  }

  /// The texts of a list, without repetition, in the order of the document; empty if there is none.
  Set<String> texts(String name) {
    var item = item(name);
    if (item == null) {
      return Set.of();
    }
    var texts = new LinkedHashSet<String>();
    for (var one : items(item)) {
      if (!texts.add(text(one))) {
        throw one.at().flaw("this is there twice");
      }
    }
    return texts;
  }

  /// A word that stands for a constant: `agent-owner` for `AGENT_OWNER`.
  <E extends Enum<E>> @Nullable E wordOrNull(String name, Class<E> type) {
    var item = item(name);
    return item == null ? null : word(item, text(item), type);
  }

  <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
    var item = item(name);
    var words = new LinkedHashSet<E>();
    if (item != null) {
      items(item).forEach(one -> words.add(word(one, text(one), type)));
    }
    return words;
  }

  static List<Item> items(Item item) {
    return switch (item) {
      case Item.Items list -> list.items();
      case Item.Scalar scalar -> throw scalar.at().flaw("this must be a list");
      case Item.Fields object -> throw object.at().flaw("this must be a list");
    };
  }

  static String text(Item item) {
    if (item instanceof Item.Scalar(Place at, Data.Text(String value)) && !value.isBlank()) {
      return value;
    }
    throw item.at().flaw("this must be a text");
  }

  static <E extends Enum<E>> E word(Item item, String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(text.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    var known =
        Arrays.stream(type.getEnumConstants())
            .map(Section::written)
            .collect(Collectors.joining(", "));
    throw item.at().flaw("this must be one of " + known);
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// An ISO 8601 duration of days, hours, minutes and seconds.
  private static Duration duration(Item item) {
    var text = text(item);
    try {
      var duration = Duration.parse(text);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw item.at().flaw("this must be an ISO 8601 duration such as PT15M or P1D");
    }
    throw item.at().flaw("this must be longer than nothing");
  }
}
