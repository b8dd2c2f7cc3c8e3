package io.humanlayer.ledger.outbound;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.LogStore;
import io.humanlayer.ledger.app.OpenLog;
import io.humanlayer.ledger.app.OpenPartition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Logs in PostgreSQL. The row of a log is locked for as long as it is written.
@ApplicationScoped
public class SqlLogStore implements LogStore {

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  public SqlLogStore(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public <T> T inPartition(int partition, Function<OpenPartition, T> work) {
    return jdbi.inTransaction(handle -> work.apply(SqlOpenPartition.lock(handle, partition, this)));
  }

  @Override
  public <T> Optional<T> inLog(OrganisationId org, Function<OpenLog, T> work) {
    return jdbi.inTransaction(handle -> lock(handle, org).map(work));
  }

  Optional<OpenLog> lock(Handle handle, OrganisationId org) {
    return handle
        .createQuery(
            """
            select id, origin, created_at, sealed_key, next_index from ledger_log
            where org = :org order by generation desc limit 1 for update
            """)
        .bind("org", org.value())
        .<OpenLog>map(
            (row, _) ->
                new SqlOpenLog(
                    handle,
                    new SqlOpenLog.Locked(
                        row.getInt("id"),
                        row.getString("origin"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getLong("next_index")),
                    row.getBytes("sealed_key"),
                    journal,
                    ids))
        .findOne();
  }

  @Override
  public long next(int partition) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select next_offset from ledger_source where part = :part")
                .bind("part", partition)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  @Override
  public List<OrganisationId> grown() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select org from ledger_log where next_index > checkpoint_size")
                .map((row, _) -> new OrganisationId(row.getString("org")))
                .list());
  }

  @Override
  public List<OrganisationId> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select distinct org from ledger_log order by org")
                .map((row, _) -> new OrganisationId(row.getString("org")))
                .list());
  }
}
