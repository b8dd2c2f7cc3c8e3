package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseLog.CaseRef;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.CaseCommand.ByTimer;
import io.humanlayer.routing.core.cases.Timer;
import io.humanlayer.routing.core.cases.TimerKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// The timers of all cases, in one table. A timer goes with the transaction in which it fires, so
/// that it fires once whoever looks; one that is no longer awaited finds the case refusing it.
final class TimerRows {

  private static final Logger LOG = Logger.getLogger(TimerRows.class);

  /// A case that cannot be read must not stand in the way of the others.
  private static final Duration LATER = Duration.ofSeconds(30);

  private TimerRows() {}

  /// A timer whose time has come.
  record Fired(CaseRef ref, TimerKind kind, int seq, int epoch) {

    ByTimer command(Instant at) {
      return switch (kind) {
        case OFFER -> new CaseCommand.LapseOffer(seq, at);
        case HOLD -> new CaseCommand.LapseHold(seq, at);
        case BROADCAST -> new CaseCommand.Broaden(epoch, at);
        case GIVE_UP -> new CaseCommand.GiveUp(epoch, at);
        case ESCALATE -> new CaseCommand.Escalate(seq, at);
        case DEADLINE -> new CaseCommand.Expire(epoch, at);
        case COOLDOWN -> new CaseCommand.Settle(epoch, at);
        case USE_BY -> new CaseCommand.Lapse(at);
        case ROUTE -> throw new IllegalStateException("to route a case takes people, not a timer");
      };
    }
  }

  static void disarm(Handle handle, UUID id, Collection<Timer> timers) {
    if (timers.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            "delete from timer where case_id = :id and kind = :kind and seq = :seq"
                + " and epoch = :epoch");
    timers.forEach(
        timer ->
            batch
                .bind("id", id)
                .bind("kind", timer.kind().name())
                .bind("seq", timer.seq())
                .bind("epoch", timer.epoch())
                .add());
    batch.execute();
  }

  static void arm(Handle handle, UUID id, Collection<Timer> timers) {
    if (timers.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            insert into timer (case_id, kind, seq, epoch, due_at)
            values (:id, :kind, :seq, :epoch, :due)
            on conflict (case_id, kind, seq)
              do update set epoch = excluded.epoch, due_at = excluded.due_at
            """);
    timers.forEach(
        timer ->
            batch
                .bind("id", id)
                .bind("kind", timer.kind().name())
                .bind("seq", timer.seq())
                .bind("epoch", timer.epoch())
                .bind("due", Timestamps.of(timer.due()))
                .add());
    batch.execute();
  }

  /// Cases that somebody is deciding at this moment are passed over: their timers are due the next
  /// time too, if they still are.
  static List<Fired> due(Handle handle, Instant at, int limit) {
    return handle
        .createQuery(
            """
            select c.id, c.org, t.kind, t.seq, t.epoch
            from timer t join case_view c on c.id = t.case_id
            where t.due_at <= :at and t.kind <> 'ROUTE'
            order by t.due_at limit :limit for update of t, c skip locked
            """)
        .bind("at", Timestamps.of(at))
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Fired(
                    ref(row),
                    TimerKind.valueOf(row.getString("kind")),
                    row.getInt("seq"),
                    row.getInt("epoch")))
        .list();
  }

  static void fire(Handle handle, Fired fired, Instant at, Consumer<ByTimer> effect) {
    handle.savepoint("timer");
    try {
      delete(handle, fired);
      effect.accept(fired.command(at));
      handle.releaseSavepoint("timer");
    } catch (RuntimeException e) {
      LOG.errorf(e, "a timer of case %s is tried again later", fired.ref().id());
      handle.rollbackToSavepoint("timer");
      handle
          .createUpdate(
              "update timer set due_at = :due where case_id = :id and kind = :kind and seq = :seq")
          .bind("due", Timestamps.of(at.plus(LATER)))
          .bind("id", fired.ref().id().value())
          .bind("kind", fired.kind().name())
          .bind("seq", fired.seq())
          .execute();
    }
  }

  private static void delete(Handle handle, Fired fired) {
    handle
        .createUpdate(
            "delete from timer where case_id = :id and kind = :kind and seq = :seq"
                + " and epoch = :epoch")
        .bind("id", fired.ref().id().value())
        .bind("kind", fired.kind().name())
        .bind("seq", fired.seq())
        .bind("epoch", fired.epoch())
        .execute();
  }

  static List<CaseRef> waiting(Handle handle, Instant at, int limit) {
    return handle
        .createQuery(
            """
            (select c.id, c.org from timer t join case_view c on c.id = t.case_id
             where t.kind = 'ROUTE' and t.due_at <= :at and c.deadline > :at
               and c.queued_at is null
             order by t.due_at limit :limit)
            union
            (select c.id, c.org from case_view c join register r on r.org = c.org
             where c.status in ('routing', 'unroutable') and c.deadline > :at
               and c.routed_version < r.version and c.queued_at is null
             order by c.deadline limit :limit)
            """)
        .bind("at", Timestamps.of(at))
        .bind("limit", limit)
        .map((row, _) -> ref(row))
        .list();
  }

  static void postpone(Handle handle, RequestId id, Instant until) {
    handle
        .createUpdate("update timer set due_at = :due where case_id = :id and kind = 'ROUTE'")
        .bind("due", Timestamps.of(until))
        .bind("id", id.value())
        .execute();
  }

  private static CaseRef ref(ResultSet row) throws SQLException {
    return new CaseRef(
        new RequestId(row.getObject("id", UUID.class)), new OrganisationId(row.getString("org")));
  }
}
