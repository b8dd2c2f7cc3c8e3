package io.humanlayer.policy.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.History;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.RecordedRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// History in PostgreSQL: one row for each request, to which every entry adds its part.
@Singleton
public final class SqlHistory implements History {

  /// So many rows are fetched at once; the rest waits in the database.
  private static final int PAGE = 1_000;

  private static final String RULED_UPON =
      """
      from recorded_request
      where org = :org and submitted_at >= :from and submitted_at < :to
        and submitted_at is not null and ruling is not null
      """;

  private final Jdbi jdbi;

  public SqlHistory(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void record(List<HistoryEntry> entries, Instant now) {
    // In one order, so that two instances never wait for each other's rows in a circle.
    var ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(entry -> entry.id().value()));
    Map<String, List<HistoryEntry>> byStatement = new LinkedHashMap<>();
    for (var entry : ordered) {
      byStatement.computeIfAbsent(HistoryRows.statement(entry), _ -> new ArrayList<>()).add(entry);
    }
    jdbi.useTransaction(
        handle -> {
          reserve(handle, ordered, now);
          byStatement.forEach((sql, same) -> write(handle, sql, same));
        });
  }

  /// Makes the rows that are missing, in order; from then on this transaction holds all of them.
  private static void reserve(Handle handle, List<HistoryEntry> ordered, Instant now) {
    var batch =
        handle.prepareBatch(
            """
            insert into recorded_request (request_id, org, recorded_at) values (:id, :org, :now)
            on conflict (request_id) do update set org = recorded_request.org
            """);
    var reserved = new HashSet<RequestId>();
    for (var entry : ordered) {
      if (reserved.add(entry.id())) {
        batch
            .bind("id", entry.id().value())
            .bind("org", entry.organisation().value())
            .bind("now", utc(now))
            .add();
      }
    }
    batch.execute();
  }

  private static void write(Handle handle, String sql, List<HistoryEntry> entries) {
    var batch = handle.prepareBatch(sql);
    for (var entry : entries) {
      HistoryRows.bind(entry, batch);
      batch.add();
    }
    batch.execute();
  }

  @Override
  public void forEach(
      OrganisationId organisation, Instant from, Instant to, Consumer<RecordedRequest> reader) {
    // A cursor lives in a transaction.
    jdbi.useTransaction(
        handle ->
            query(
                    handle,
                    "select * " + RULED_UPON + " order by submitted_at, request_id",
                    organisation,
                    from,
                    to)
                .setFetchSize(PAGE)
                .map((row, _) -> HistoryRows.read(row))
                .forEach(reader));
  }

  @Override
  public Optional<RecordedRequest> find(OrganisationId organisation, RequestId request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from recorded_request
                    where request_id = :id and org = :org
                      and submitted_at is not null and ruling is not null
                    """)
                .bind("id", request.value())
                .bind("org", organisation.value())
                .map((row, _) -> HistoryRows.read(row))
                .findOne());
  }

  @Override
  public long count(OrganisationId organisation, Instant from, Instant to) {
    return jdbi.withHandle(
        handle ->
            query(handle, "select count(*) " + RULED_UPON, organisation, from, to)
                .mapTo(Long.class)
                .one());
  }

  private static Query query(
      Handle handle, String sql, OrganisationId organisation, Instant from, Instant to) {
    return handle
        .createQuery(sql)
        .bind("org", organisation.value())
        .bind("from", utc(from))
        .bind("to", utc(to));
  }

  @Override
  public int forget(Instant then) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("delete from recorded_request where recorded_at < :then")
                .bind("then", utc(then))
                .execute());
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
