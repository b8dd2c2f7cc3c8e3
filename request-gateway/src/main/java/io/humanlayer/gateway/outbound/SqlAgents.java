package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.gateway.app.Agents;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.wire.AgentAvro;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Uuids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Organisations, agents and the hashes of their keys in PostgreSQL; each change of an agent leaves
/// through the journal as its full state.
@ApplicationScoped
public class SqlAgents implements Agents {

  private static final UUID STREAMS = UUID.fromString("4c0c3b0a-9d5e-5b0e-8f0a-6f3f3c1d2a10");

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  public SqlAgents(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public boolean addOrganisation(OrganisationId org, String name, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "insert into organisation (id, name, created_at) values (:id, :name, :at)"
                            + " on conflict (id) do nothing")
                    .bind("id", org.value())
                    .bind("name", name)
                    .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                    .execute()
                == 1);
  }

  @Override
  public boolean hasOrganisation(OrganisationId org) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select exists (select 1 from organisation where id = :id)")
                .bind("id", org.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public void register(Agent agent, Instant at) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into agent (org, id, name, version, owner, active)
                  values (:org, :id, :name, :version, :owner, :active)
                  on conflict (org, id) do update set name = excluded.name,
                    version = excluded.version, owner = excluded.owner, active = excluded.active
                  """)
              .bind("org", agent.org().value())
              .bind("id", agent.id().value())
              .bind("name", agent.name())
              .bind("version", agent.version())
              .bind("owner", agent.owner())
              .bind("active", agent.active())
              .execute();
          tell(handle, agent, at);
        });
  }

  @Override
  public boolean addKey(OrganisationId org, AgentId id, String hash, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Agent> agent = find(handle, org, id);
          agent.ifPresent(
              known -> {
                handle
                    .createUpdate(
                        "insert into agent_key (hash, org, agent, created_at)"
                            + " values (:hash, :org, :agent, :at)")
                    .bind("hash", hash)
                    .bind("org", org.value())
                    .bind("agent", id.value())
                    .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                    .execute();
                tell(handle, known, at);
              });
          return agent.isPresent();
        });
  }

  private void tell(Handle handle, Agent agent, Instant at) {
    List<String> hashes =
        handle
            .createQuery(
                "select hash from agent_key where org = :org and agent = :agent"
                    + " and revoked_at is null order by hash")
            .bind("org", agent.org().value())
            .bind("agent", agent.id().value())
            .mapTo(String.class)
            .list();
    var event = AgentAvro.registered(agent, hashes, at);
    journal.appendNext(
        handle,
        Uuids.v5(STREAMS, event.key()),
        List.of(event),
        new Cause("registry", ids.next().toString(), agent.org().value(), null));
  }

  @Override
  public Optional<Agent> find(OrganisationId org, AgentId id) {
    if (id.equals(Agent.PLATFORM)) {
      return hasOrganisation(org) ? Optional.of(Agent.platform(org)) : Optional.empty();
    }
    return jdbi.withHandle(handle -> find(handle, org, id));
  }

  private static Optional<Agent> find(Handle handle, OrganisationId org, AgentId id) {
    return handle
        .createQuery("select * from agent where org = :org and id = :id")
        .bind("org", org.value())
        .bind("id", id.value())
        .map((row, _) -> agent(row))
        .findOne();
  }

  @Override
  public Optional<Agent> byKey(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select a.* from agent_key k join agent a on a.org = k.org and a.id = k.agent
                    where k.hash = :hash and k.revoked_at is null and a.active
                    """)
                .bind("hash", hash)
                .map((row, _) -> agent(row))
                .findOne());
  }

  @Override
  public List<Agent> list(OrganisationId org) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from agent where org = :org order by id")
                .bind("org", org.value())
                .map((row, _) -> agent(row))
                .list());
  }

  private static Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        new OrganisationId(row.getString("org")),
        new AgentId(row.getString("id")),
        row.getString("name"),
        row.getString("version"),
        row.getString("owner"),
        row.getBoolean("active"));
  }
}
