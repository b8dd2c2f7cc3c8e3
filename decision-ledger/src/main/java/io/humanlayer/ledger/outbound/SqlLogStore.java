package io.humanlayer.ledger.outbound;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.LogStore;
import io.humanlayer.ledger.app.NewLog;
import io.humanlayer.ledger.app.OpenLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  public void add(NewLog log) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into ledger_log (org, generation, origin, vkey, sealed_key, created_at)
                    values (:org, :generation, :origin, :vkey, :key, :at)
                    on conflict (org, generation) do nothing
                    """)
                .bind("org", log.org().value())
                .bind("generation", log.generation())
                .bind("origin", log.origin().value())
                .bind("vkey", log.vkey())
                .bind("key", log.sealedKey().bytes())
                .bind("at", OffsetDateTime.ofInstant(log.at(), ZoneOffset.UTC))
                .execute());
  }

  @Override
  public <T> Optional<T> inLog(OrganisationId org, Function<OpenLog, T> work) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    select id, origin, sealed_key, next_index from ledger_log
                    where org = :org order by generation desc limit 1 for update
                    """)
                .bind("org", org.value())
                .map(
                    (row, _) ->
                        new SqlOpenLog(
                            handle,
                            new SqlOpenLog.Locked(
                                row.getInt("id"),
                                row.getString("origin"),
                                row.getLong("next_index")),
                            row.getBytes("sealed_key"),
                            journal,
                            ids))
                .findOne()
                .map(work));
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
}
