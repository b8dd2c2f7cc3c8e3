package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.app.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// The queues, as a column of the cases. The lock of an Organisation's queue goes with the
/// connection that holds it, whatever becomes of the instance.
@ApplicationScoped
public class SqlQueues implements Queues {

  /// Tells these locks from those of other things.
  private static final int MATCHING = 0x4d41_5443;

  private final Jdbi jdbi;

  public SqlQueues(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void join(CaseRef ref, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update case_view set queued_at = :at where id = :id"
                        + " and status = 'routing' and queued_at is null")
                .bind("at", Timestamps.of(at))
                .bind("id", ref.id().value())
                .execute());
  }

  @Override
  public Map<String, Integer> seats(CaseRef ref) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select panel, count(*) as seats
                    from case_view c cross join unnest(c.waiting) as panel
                    where c.org = :org and c.queued_at is not null and c.id <> :id group by panel
                    """)
                .bind("org", ref.organisation().value())
                .bind("id", ref.id().value())
                .map((row, _) -> Map.entry(row.getString("panel"), row.getInt("seats")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public List<OrganisationId> organisations(Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select distinct org from case_view"
                        + " where queued_at is not null and deadline > :at")
                .bind("at", Timestamps.of(at))
                .map((row, _) -> new OrganisationId(row.getString("org")))
                .list());
  }

  @Override
  public List<CaseRef> next(OrganisationId organisation, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id from case_view where org = :org and queued_at is not null"
                        + " and deadline > :at order by deadline, id limit :limit")
                .bind("org", organisation.value())
                .bind("at", Timestamps.of(at))
                .bind("limit", MAX)
                .map(
                    (row, _) ->
                        new CaseRef(new RequestId(row.getObject("id", UUID.class)), organisation))
                .list());
  }

  @Override
  public boolean alone(OrganisationId organisation, Runnable work) {
    return jdbi.inTransaction(
        handle -> {
          boolean mine =
              handle
                  .createQuery("select pg_try_advisory_xact_lock(:kind, hashtext(:org))")
                  .bind("kind", MATCHING)
                  .bind("org", organisation.value())
                  .mapTo(Boolean.class)
                  .one();
          if (mine) {
            work.run();
          }
          return mine;
        });
  }
}
