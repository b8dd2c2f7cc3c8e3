package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseLog;
import io.humanlayer.routing.app.Cases;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseCommand.GiveVerdict;
import io.humanlayer.routing.core.cases.CaseDecider;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.CaseAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The cases in the journal, with the decider at work on them.
@ApplicationScoped
public class CaseJournal implements CaseLog {

  private static final CaseDecider DECIDER = new CaseDecider();

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;
  private final CaseTables tables = new CaseTables();
  private final ReasonRows reasons = new ReasonRows();

  public CaseJournal(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public Case find(RequestId id) {
    return jdbi.withHandle(
        handle -> {
          // Reading needs no organisation; a case that is not there has none.
          var codec = new CaseAvro(id, new OrganisationId("none"));
          return DECIDER.replay(
              journal.read(handle, id.value()).stream().map(codec::read).toList());
        });
  }

  @Override
  public Outcome<CaseEvent> open(Cause cause, CaseCommand.Open open) {
    RequestId id = open.request().id();
    return jdbi.inTransaction(
        handle -> {
          Outcome<CaseEvent> opened = run(handle, cause, id, _ -> open);
          if (opened instanceof Outcome.Accepted<CaseEvent>(var events) && !events.isEmpty()) {
            route(handle, id, open.request().organisation(), open.at());
          }
          return opened;
        });
  }

  @Override
  public Outcome<CaseEvent> show(Cause cause, RequestId id, CaseCommand.ShowDossier show) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, id);
          return run(handle, cause, id, _ -> show);
        });
  }

  @Override
  public Outcome<CaseEvent> give(
      Cause cause, RequestId id, Sentinel sentinel, Function<byte[], GiveVerdict> verdict) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, id);
          GiveVerdict give = verdict.apply(reasons.salt(handle, id.value(), sentinel.id()));
          Outcome<CaseEvent> outcome = run(handle, cause, id, _ -> give);
          switch (outcome) {
            case Outcome.Accepted<CaseEvent>(var events) -> {
              if (!events.isEmpty()) {
                reasons.keep(handle, id.value(), sentinel.id(), give.reason());
              }
            }
            case Outcome.Refused<CaseEvent> _ -> reasons.forget(handle, id.value(), sentinel.id());
          }
          return outcome;
        });
  }

  @Override
  public int expireDue(Instant at) {
    return jdbi.inTransaction(
        handle -> {
          List<Row> due =
              rows(
                  handle,
                  """
                  select c.id, c.org from timer t join case_view c on c.id = t.case_id
                  where t.due_at <= :at order by t.due_at limit :limit
                  for update of t, c skip locked
                  """,
                  at);
          for (Row row : due) {
            run(handle, cause(row.org()), row.id(), _ -> new CaseCommand.Expire(at));
          }
          return due.size();
        });
  }

  @Override
  public int routeWaiting(Instant at) {
    return jdbi.inTransaction(
        handle -> {
          List<Row> waiting =
              rows(
                  handle,
                  """
                  select c.id, c.org from case_view c join register r on r.org = c.org
                  where c.status in ('routing', 'unroutable') and c.deadline > :at
                    and c.routed_version < r.version
                  order by c.deadline limit :limit for update of c skip locked
                  """,
                  at);
          waiting.forEach(row -> route(handle, row.id(), row.org(), at));
          return waiting.size();
        });
  }

  private record Row(RequestId id, OrganisationId org) {}

  private static List<Row> rows(Handle handle, String query, Instant at) {
    return handle
        .createQuery(query)
        .bind("at", Timestamps.of(at))
        .bind("limit", MAX_BATCH)
        .map(
            (row, _) ->
                new Row(
                    new RequestId(row.getObject("id", UUID.class)),
                    new OrganisationId(row.getString("org"))))
        .list();
  }

  /// The version is read before the people: who comes in between is found the next time.
  private void route(Handle handle, RequestId id, OrganisationId org, Instant at) {
    long version =
        handle
            .createQuery("select version from register where org = :org")
            .bind("org", org.value())
            .mapTo(Long.class)
            .findOne()
            .orElse(-1L);
    run(
        handle,
        cause(org),
        id,
        state ->
            new CaseCommand.Route(SentinelRows.candidates(handle, org, qualifications(state)), at));
    handle
        .createUpdate("update case_view set routed_version = :version where id = :id")
        .bind("version", version)
        .bind("id", id.value())
        .execute();
  }

  private static Set<String> qualifications(Case state) {
    return switch (state) {
      case Case.Open open ->
          open.matter().requirement().panels().stream()
              .map(panel -> panel.profile().qualification())
              .collect(Collectors.toSet());
      case Case.None _, Case.Decided _ -> Set.of();
    };
  }

  private Outcome<CaseEvent> run(
      Handle handle, Cause cause, RequestId id, Function<Case, CaseCommand> command) {
    var codec = new CaseAvro(id, new OrganisationId(cause.org()));
    return new DeciderRunner<>(jdbi, journal, DECIDER, codec, tables)
        .runIn(handle, cause, id.value(), command);
  }

  private static void lock(Handle handle, RequestId id) {
    handle
        .createQuery("select id from case_view where id = :id for update")
        .bind("id", id.value())
        .mapTo(UUID.class)
        .findOne();
  }

  private Cause cause(OrganisationId org) {
    return new Cause(Cases.READER, ids.next().toString(), org.value(), null);
  }
}
