package io.humanlayer.eventing;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// The append-only events of a service's streams, in its own database. Whatever is appended is
/// relayed to its topic, so a fact and its publication commit together or not at all.
public final class Journal {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String APPEND =
      """
      insert into journal (stream, version, event_id, type, schema_version, topic, key, org,
                           payload, occurred_at, caused_by, traceparent)
      values (:stream, :version, :eventId, :type, 1, :topic, :key, :org,
              :payload, :at, :causedBy, :traceparent)
      """;

  private final AvroWire wire;
  private final EventIds ids;

  public Journal(AvroWire wire, EventIds ids) {
    this.wire = wire;
    this.ids = ids;
  }

  /// The bodies of all events of `stream`, oldest first.
  public List<EventBody> read(Handle handle, UUID stream) {
    return handle
        .createQuery("select type, payload from journal where stream = :stream order by version")
        .bind("stream", stream)
        .map(
            (row, _) ->
                wire.decode(Contracts.event(row.getString("type")), row.getBytes("payload")))
        .list();
  }

  /// Appends `events` after version `expected` of `stream` (0 for a new one).
  ///
  /// @throws VersionConflict if the stream is longer than that; the transaction is then void
  public void append(
      Handle handle, UUID stream, int expected, List<OutgoingEvent> events, Cause cause) {
    if (events.isEmpty()) {
      return;
    }
    var batch = handle.prepareBatch(APPEND);
    int version = expected;
    for (OutgoingEvent event : events) {
      version++;
      batch
          .bind("stream", stream)
          .bind("version", version)
          .bind("eventId", ids.next())
          .bind("type", Contracts.type(event.body().event()))
          .bind("topic", event.topic())
          .bind("key", event.key())
          .bind("org", cause.org())
          .bind("payload", wire.encode(event.topic(), event.body()))
          .bind("at", OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC))
          .bind("causedBy", cause.messageId())
          .bind("traceparent", cause.traceparent())
          .add();
    }
    try {
      batch.execute();
    } catch (UnableToExecuteStatementException e) {
      throw conflict(e) ? new VersionConflict(stream, expected + 1, e) : e;
    }
  }

  /// Appends `events` to the end of `stream`, whatever its length: for facts that no state decides
  /// about. The stream is locked against other appenders of this kind until the transaction ends.
  public void appendNext(Handle handle, UUID stream, List<OutgoingEvent> events, Cause cause) {
    handle
        .createQuery("select pg_advisory_xact_lock(:key)")
        .bind("key", stream.getMostSignificantBits() ^ stream.getLeastSignificantBits())
        .map((_, _) -> 0)
        .one();
    int length =
        handle
            .createQuery("select coalesce(max(version), 0) from journal where stream = :stream")
            .bind("stream", stream)
            .mapTo(Integer.class)
            .one();
    append(handle, stream, length, events, cause);
  }

  /// Destroys what people wrote in the events under `key`; the events stay. Returns how many were
  /// rewritten. What was relayed is gone when its topic's retention is over.
  public int eraseContent(Handle handle, String key) {
    handle.execute("set local humanlayer.erasing = 'content'");
    var rewritten =
        handle.prepareBatch("update journal set payload = :payload where event_id = :id");
    handle
        .createQuery(
            "select event_id, type, topic, payload from journal"
                + " where key = :key and payload is not null")
        .bind("key", key)
        .map(
            (row, _) -> {
              EventBody body =
                  wire.decode(Contracts.event(row.getString("type")), row.getBytes("payload"));
              EventBody erased = Content.erased(body);
              if (!erased.equals(body)) {
                rewritten
                    .bind("id", row.getObject("event_id", UUID.class))
                    .bind("payload", wire.encode(row.getString("topic"), erased))
                    .add();
              }
              return body;
            })
        .list();
    return rewritten.size() == 0 ? 0 : rewritten.execute().length;
  }

  private static boolean conflict(UnableToExecuteStatementException failure) {
    for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
