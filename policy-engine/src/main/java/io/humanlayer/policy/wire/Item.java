package io.humanlayer.policy.wire;

import io.humanlayer.policy.core.catalogue.Data;
import io.humanlayer.policy.core.catalogue.Pointer;
import io.humanlayer.policy.core.policy.Flaw;
import io.humanlayer.policy.core.policy.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value in a document, with its place.
sealed interface Item {

  Place at();

  /// A place in a document.
  record Place(String pointer, int line, int column) {

    Place below(String name, int line, int column) {
      return new Place(pointer + "/" + Pointer.escape(name), line, column);
    }

    FlawedDocument flaw(String message) {
      return new FlawedDocument(List.of(new Flaw(pointer, line, column, message)));
    }
  }

  record Scalar(Place at, Data value) implements Item {}

  record Items(Place at, List<Item> items) implements Item {}

  record Fields(Place at, Map<String, Item> fields) implements Item {}

  /// Where this value and each one in it stand, by their JSON Pointers.
  static Map<String, Position> positions(Item item) {
    var positions = new HashMap<String, Position>();
    collect(item, positions);
    return positions;
  }

  private static void collect(Item item, Map<String, Position> positions) {
    positions.put(item.at().pointer(), new Position(item.at().line(), item.at().column()));
    switch (item) {
      case Scalar scalar -> {}
      case Items list -> list.items().forEach(value -> collect(value, positions));
      case Fields object -> object.fields().values().forEach(value -> collect(value, positions));
    }
  }

  /// The value without its places.
  static Data data(Item item) {
    return switch (item) {
      case Scalar scalar -> scalar.value();
      case Items list -> {
        var values = new ArrayList<Data>();
        list.items().forEach(value -> values.add(data(value)));
        yield new Data.Sequence(values);
      }
      case Fields object -> {
        var values = new LinkedHashMap<String, Data>();
        object.fields().forEach((name, value) -> values.put(name, data(value)));
        yield new Data.Struct(values);
      }
    };
  }
}
