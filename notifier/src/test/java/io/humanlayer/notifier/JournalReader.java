package io.humanlayer.notifier;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.Contracts;
import io.humanlayer.eventing.EventBody;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// What the service has written to its journal, which the relay would publish.
record JournalReader(Jdbi jdbi, AvroWire wire) {

  /// One row, decoded.
  record Row(String topic, String key, EventBody body) {
    String event() {
      return body.event().replaceFirst(".*\\.", "");
    }
  }

  List<Row> about(String key) {
    return rows("select * from journal where key = :value order by position", key);
  }

  List<EventBody> stream(UUID stream) {
    return rows(
            "select * from journal where stream = :value::uuid order by version", stream.toString())
        .stream()
        .map(Row::body)
        .toList();
  }

  private List<Row> rows(String query, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(query)
                .bind("value", value)
                .map(
                    (row, _) ->
                        new Row(
                            row.getString("topic"),
                            row.getString("key"),
                            wire.decode(
                                Contracts.event(row.getString("type")), row.getBytes("payload"))))
                .list());
  }
}
