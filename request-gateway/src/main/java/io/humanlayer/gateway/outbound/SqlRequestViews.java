package io.humanlayer.gateway.outbound;

import io.humanlayer.gateway.app.RequestViews;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.core.status.RequestView;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What agents may see of their requests, in PostgreSQL.
@ApplicationScoped
public class SqlRequestViews implements RequestViews {

  private final Jdbi jdbi;

  public SqlRequestViews(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void apply(List<RequestChange> changes) {
    var assigned = new ArrayList<RequestId>();
    var decided = new ArrayList<RequestChange.Decided>();
    var progressed = new ArrayList<RequestChange.Progressed>();
    var recorded = new ArrayList<RequestId>();
    for (RequestChange change : changes) {
      switch (change) {
        case RequestChange.Assigned(var id) -> assigned.add(id);
        case RequestChange.Decided d -> decided.add(d);
        case RequestChange.Progressed p -> progressed.add(p);
        case RequestChange.Recorded(var ids) -> recorded.addAll(ids);
      }
    }
    jdbi.useTransaction(
        handle -> {
          update(handle, "status = 'assigned'", assigned, "status = 'pending'");
          decide(handle, decided);
          progress(handle, progressed);
          update(handle, "recorded = true", recorded, "not recorded");
        });
  }

  /// Rows are locked in the order of their ids, as everywhere here: two consumers never wait for
  /// one another.
  private static void update(Handle handle, String set, List<RequestId> ids, String where) {
    if (!ids.isEmpty()) {
      handle
          .createUpdate(
              """
              update request set <set>, version = version + 1 where id in
                (select id from request where id = any(:ids) and <where> order by id for update)
              """)
          .define("set", set)
          .define("where", where)
          .bindArray("ids", UUID.class, Rows.uuids(ids))
          .execute();
    }
  }

  private static void decide(Handle handle, List<RequestChange.Decided> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            update request set status = :status, decision = :decision, intake = null,
                               version = version + 1
            where id = :id and decision is null
            """);
    decisions.stream()
        .sorted(Comparator.comparing(decided -> decided.id().value()))
        .forEach(
            decided ->
                batch
                    .bind("id", decided.id().value())
                    .bind("status", decided.status().label())
                    .bind("decision", decided.decision())
                    .add());
    batch.execute();
  }

  private static void progress(Handle handle, List<RequestChange.Progressed> changes) {
    if (changes.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            update request set progress = :progress, version = version + 1
            where id = :id and progress is distinct from :progress
            """);
    changes.stream()
        .sorted(Comparator.comparing(change -> change.id().value()))
        .forEach(
            change ->
                batch.bind("id", change.id().value()).bind("progress", change.progress()).add());
    batch.execute();
  }

  @Override
  public Optional<RequestView> find(Agent agent, RequestId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from request where id = :id and org = :org and agent = :agent")
                .bind("id", id.value())
                .bind("org", agent.org().value())
                .bind("agent", agent.id().value())
                .map((row, _) -> view(row))
                .findOne());
  }

  @Override
  public List<RequestView> list(
      Agent agent, @Nullable RequestStatus status, @Nullable RequestId after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from request where org = :org and agent = :agent
                      and (:status::text is null or status = :status::text)
                      and (:after::uuid is null or id < :after::uuid)
                    order by id desc limit :limit
                    """)
                .bind("org", agent.org().value())
                .bind("agent", agent.id().value())
                .bind("status", status == null ? null : status.label())
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map((row, _) -> view(row))
                .list());
  }

  private static RequestView view(ResultSet row) throws SQLException {
    return new RequestView(
        Rows.id(row),
        new OrganisationId(row.getString("org")),
        new AgentId(row.getString("agent")),
        row.getString("operation"),
        row.getString("action_digest"),
        row.getString("type"),
        row.getInt("level"),
        Rows.instant(row, "submitted_at"),
        Rows.instant(row, "expires_at"),
        RequestStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("decision"),
        row.getBoolean("recorded"),
        row.getString("progress"),
        row.getInt("version"));
  }
}
