package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.app.Suspensions;
import io.humanlayer.routing.core.suspensions.Suspension;
import io.humanlayer.routing.core.suspensions.Suspension.Scope;
import io.humanlayer.routing.wire.SuspensionAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The suspensions in PostgreSQL, told to the others through the journal.
@ApplicationScoped
public class SqlSuspensions implements Suspensions {

  /// From the few suspensions to their cases: the other way round all open cases of everybody would
  /// be looked at with each tick. A branch for each scope, in the order of an index, leaves the
  /// planner no cheaper way than that index.
  private static final String STANDING =
      """
      select distinct c.id, c.org from suspension s cross join lateral (
        (select id, org from case_view
         where s.scope = 'organisation' and org = s.org and status <> 'decided'
         order by org, agent, operation limit :limit)
        union all
        (select id, org from case_view
         where s.scope = 'agent' and org = s.org and agent = s.subject and status <> 'decided'
         order by org, agent, operation limit :limit)
        union all
        (select id, org from case_view
         where s.scope = 'operation' and org = s.org and operation = s.subject
           and status <> 'decided'
         order by org, operation limit :limit)) c
      where s.active limit :limit
      """;

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  public SqlSuspensions(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public void declare(Suspension suspension) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into suspension (id, org, scope, subject, active, reason, by_whom, since)
                  values (:id, :org, :scope, :subject, true, :reason, :by, :at)
                  """)
              .bind("id", suspension.id())
              .bind("org", suspension.organisation().value())
              .bind("scope", word(suspension.scope()))
              .bind("subject", suspension.subject())
              .bind("reason", suspension.reason())
              .bind("by", suspension.by())
              .bind("at", Timestamps.of(suspension.at()))
              .execute();
          tell(handle, suspension);
        });
  }

  @Override
  public boolean lift(OrganisationId organisation, UUID id, String by, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          Optional<Suspension> found =
              handle
                  .createQuery(
                      "select * from suspension where id = :id and org = :org and active for"
                          + " update")
                  .bind("id", id)
                  .bind("org", organisation.value())
                  .map((row, _) -> suspension(row))
                  .findOne();
          found.ifPresent(
              suspension -> {
                handle
                    .createUpdate(
                        "update suspension set active = false, lifted_at = :at where id = :id")
                    .bind("id", id)
                    .bind("at", Timestamps.of(at))
                    .execute();
                tell(handle, suspension.lifted(by, at));
              });
          return found.isPresent();
        });
  }

  private void tell(Handle handle, Suspension suspension) {
    journal.appendNext(
        handle,
        suspension.id(),
        List.of(SuspensionAvro.write(suspension)),
        new Cause(Cases.READER, ids.next().toString(), suspension.organisation().value(), null));
  }

  @Override
  public List<Suspension> inForce(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from suspension where org = :org and active order by since desc")
                .bind("org", organisation.value())
                .map((row, _) -> suspension(row))
                .list());
  }

  @Override
  public List<CaseRef> standing() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STANDING)
                .bind("limit", MAX_SWEEP)
                .map(
                    (row, _) ->
                        new CaseRef(
                            new RequestId(row.getObject("id", UUID.class)),
                            new OrganisationId(row.getString("org"))))
                .list());
  }

  private static Suspension suspension(ResultSet row) throws SQLException {
    return new Suspension(
        row.getObject("id", UUID.class),
        new OrganisationId(row.getString("org")),
        Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
        row.getString("subject"),
        row.getBoolean("active"),
        row.getString("by_whom"),
        row.getString("reason"),
        Timestamps.read(row, "since"));
  }

  private static String word(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
