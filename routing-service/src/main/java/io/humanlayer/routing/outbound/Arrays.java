package io.humanlayer.routing.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sets as `text[]`.
final class Arrays {

  private Arrays() {}

  static Object[] of(Collection<?> items) {
    return items.stream().map(Object::toString).sorted().toArray();
  }

  static Set<String> read(ResultSet row, String column) throws SQLException {
    return read(row, column, Function.identity());
  }

  static <T> Set<T> read(ResultSet row, String column, Function<String, T> read)
      throws SQLException {
    return Stream.of((String[]) row.getArray(column).getArray())
        .map(read)
        .collect(Collectors.toSet());
  }
}
