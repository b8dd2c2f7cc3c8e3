package io.humanlayer.gateway.outbound;

import io.humanlayer.kernel.RequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/// How the columns of these tables are read and bound.
final class Rows {

  private Rows() {}

  static Object[] uuids(Collection<RequestId> ids) {
    return ids.stream().map(RequestId::value).toArray();
  }

  static RequestId id(ResultSet row) throws SQLException {
    return new RequestId(row.getObject("id", UUID.class));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
