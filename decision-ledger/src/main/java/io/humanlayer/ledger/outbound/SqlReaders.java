package io.humanlayer.ledger.outbound;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.Readers;
import io.humanlayer.ledger.core.access.AgentChange;
import io.humanlayer.ledger.core.access.Caller.OwnAgent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The agents that may read, in PostgreSQL.
@ApplicationScoped
public class SqlReaders implements Readers {

  private final Jdbi jdbi;

  public SqlReaders(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void apply(List<AgentChange> changes) {
    jdbi.useTransaction(handle -> changes.forEach(change -> apply(handle, change)));
  }

  @Override
  public Optional<OwnAgent> agentOf(String keyHash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select org, agent from ledger_agent where active and key_hashes @>"
                        + " array[:hash]::text[]")
                .bind("hash", keyHash)
                .map(
                    (row, _) ->
                        new OwnAgent(
                            new OrganisationId(row.getString("org")),
                            new AgentId(row.getString("agent"))))
                .findOne());
  }

  private static void apply(Handle handle, AgentChange change) {
    switch (change) {
      case AgentChange.Registered it ->
          handle
              .createUpdate(
                  """
                  insert into ledger_agent (org, agent, active, key_hashes, changed_at)
                  values (:org, :agent, :active, :hashes, :at)
                  on conflict (org, agent) do update set active = excluded.active,
                    key_hashes = excluded.key_hashes, changed_at = excluded.changed_at
                  where ledger_agent.changed_at <= excluded.changed_at
                  """)
              .bind("org", it.org().value())
              .bind("agent", it.agent().value())
              .bind("active", it.active())
              .bindArray("hashes", String.class, it.keyHashes())
              .bind("at", OffsetDateTime.ofInstant(it.at(), ZoneOffset.UTC))
              .execute();
      case AgentChange.Erased it ->
          handle
              .createUpdate("delete from ledger_agent where org = :org and agent = :agent")
              .bind("org", it.org().value())
              .bind("agent", it.agent().value())
              .execute();
    }
  }
}
