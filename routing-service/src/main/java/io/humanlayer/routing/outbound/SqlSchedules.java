package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.routing.app.Schedules;
import io.humanlayer.routing.core.schedules.PanelTerms;
import io.humanlayer.routing.core.schedules.Schedule;
import io.humanlayer.routing.core.schedules.Shift;
import io.humanlayer.routing.core.schedules.Span;
import io.humanlayer.routing.wire.ScheduleAvro;
import io.humanlayer.routing.wire.ScheduleJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Schedules and their shifts in PostgreSQL; each change leaves through the journal.
@ApplicationScoped
public class SqlSchedules implements Schedules {

  private static final UUID STREAMS = UUID.fromString("7f0d7a52-44d6-5c83-8bb1-3f1f0d2c9a66");

  private static final Duration KEPT = Duration.ofDays(60);

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  public SqlSchedules(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public void put(Named named, List<Shift> shifts, Span span, boolean changed, Instant at) {
    String org = named.organisation().value();
    Schedule schedule = named.schedule();
    jdbi.useTransaction(
        handle -> {
          RegisterJournal.advance(handle, named.organisation());
          handle
              .createUpdate(
                  """
                  insert into schedule (org, name, document, materialised_until)
                  values (:org, :name, cast(:document as jsonb), :until)
                  on conflict (org, name) do update set document = excluded.document,
                    materialised_until = excluded.materialised_until
                  """)
              .bind("org", org)
              .bind("name", schedule.name())
              .bind("document", ScheduleJson.write(schedule).toString())
              .bind("until", Timestamps.of(span.until()))
              .execute();
          replace(handle, org, schedule.name(), shifts, span.from());
          if (changed) {
            tell(
                handle, named.organisation(), ScheduleAvro.set(named.organisation(), schedule, at));
          }
        });
  }

  /// Shifts that are over stay for a while: fairness is reckoned from them.
  private static void replace(
      Handle handle, String org, String schedule, List<Shift> shifts, Instant from) {
    handle
        .createUpdate(
            "delete from shift where org = :org and schedule = :schedule"
                + " and (upper(during) > :from or upper(during) < :old)")
        .bind("org", org)
        .bind("schedule", schedule)
        .bind("from", Timestamps.of(from))
        .bind("old", Timestamps.of(from.minus(KEPT)))
        .execute();
    if (shifts.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            "insert into shift (org, schedule, layer, sentinel, during)"
                + " values (:org, :schedule, :layer, :sentinel, tstzrange(:from, :until))");
    for (Shift shift : shifts) {
      batch
          .bind("org", org)
          .bind("schedule", schedule)
          .bind("layer", shift.layer())
          .bind("sentinel", shift.sentinel().value())
          .bind("from", Timestamps.of(shift.from()))
          .bind("until", Timestamps.of(shift.until()))
          .add();
    }
    batch.execute();
  }

  @Override
  public Optional<Schedule> find(OrganisationId organisation, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select org, name, document from schedule where org = :org and name = :name")
                .bind("org", organisation.value())
                .bind("name", name)
                .map((row, _) -> named(row).schedule())
                .findOne());
  }

  @Override
  public List<Schedule> list(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select org, name, document from schedule where org = :org order by name")
                .bind("org", organisation.value())
                .map((row, _) -> named(row).schedule())
                .list());
  }

  @Override
  public List<Named> endingBefore(Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select org, name, document from schedule where materialised_until < :until"
                        + " order by materialised_until limit :limit")
                .bind("until", Timestamps.of(until))
                .bind("limit", MAX_BATCH)
                .map((row, _) -> named(row))
                .list());
  }

  private static Named named(ResultSet row) throws SQLException {
    return new Named(
        new OrganisationId(row.getString("org")),
        ScheduleJson.read(
            row.getString("name"), row.getString("document").getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<Shift> shifts(OrganisationId organisation, String schedule, Span span) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select layer, sentinel, lower(during) as begins, upper(during) as ends
                    from shift where org = :org and schedule = :schedule
                      and during && tstzrange(:from, :until) order by begins, layer
                    """)
                .bind("org", organisation.value())
                .bind("schedule", schedule)
                .bind("from", Timestamps.of(span.from()))
                .bind("until", Timestamps.of(span.until()))
                .map(
                    (row, _) ->
                        new Shift(
                            row.getString("layer"),
                            new SentinelId(row.getString("sentinel")),
                            Timestamps.read(row, "begins"),
                            Timestamps.read(row, "ends")))
                .list());
  }

  /// A gap is known by its beginning: one that has begun is the same as before it began, and one
  /// that reaches past the horizon is no other when the horizon moves.
  @Override
  public List<Span> noteGaps(
      OrganisationId organisation, String schedule, List<Span> gaps, Instant at) {
    return jdbi.inTransaction(
        handle ->
            gaps.stream()
                .filter(gap -> note(handle, organisation, schedule, gap))
                .peek(
                    gap ->
                        tell(
                            handle,
                            organisation,
                            ScheduleAvro.gap(organisation, schedule, gap, at)))
                .toList());
  }

  private static boolean note(
      Handle handle, OrganisationId organisation, String schedule, Span gap) {
    return handle
            .createUpdate(
                """
                insert into coverage_gap (org, schedule, begins, ends)
                select :org, :schedule, :from, :until where not exists (
                  select 1 from coverage_gap where org = :org and schedule = :schedule
                    and begins <= :from and ends > :from)
                """)
            .bind("org", organisation.value())
            .bind("schedule", schedule)
            .bind("from", Timestamps.of(gap.from()))
            .bind("until", Timestamps.of(gap.until()))
            .execute()
        == 1;
  }

  @Override
  public boolean put(OrganisationId organisation, PanelTerms terms, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          RegisterJournal.advance(handle, organisation);
          int written =
              handle
                  .createUpdate(
                      """
                      insert into panel (org, name, schedule, identity_level, members, excluded)
                      select :org, :name, cast(:schedule as text), :level, :members, :excluded
                      where cast(:schedule as text) is null or exists (select 1 from schedule
                        where org = :org and name = cast(:schedule as text))
                      on conflict (org, name) do update set schedule = excluded.schedule,
                        identity_level = excluded.identity_level, members = excluded.members,
                        excluded = excluded.excluded
                      """)
                  .bind("org", organisation.value())
                  .bind("name", terms.name())
                  .bind("schedule", terms.schedule())
                  .bind("level", terms.identityLevel())
                  .bindArray("members", String.class, Arrays.of(terms.members()))
                  .bindArray("excluded", String.class, Arrays.of(terms.excluded()))
                  .execute();
          if (written == 1) {
            tell(handle, organisation, ScheduleAvro.set(organisation, terms, at));
          }
          return written == 1;
        });
  }

  @Override
  public List<PanelTerms> panels(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from panel where org = :org order by name")
                .bind("org", organisation.value())
                .map(
                    (row, _) ->
                        new PanelTerms(
                            row.getString("name"),
                            row.getString("schedule"),
                            row.getInt("identity_level"),
                            Arrays.read(row, "members", SentinelId::new),
                            Arrays.read(row, "excluded", SentinelId::new)))
                .list());
  }

  private void tell(Handle handle, OrganisationId organisation, OutgoingEvent event) {
    journal.appendNext(
        handle,
        Uuids.v5(STREAMS, event.key()),
        List.of(event),
        new Cause("schedules", ids.next().toString(), organisation.value(), null));
  }
}
