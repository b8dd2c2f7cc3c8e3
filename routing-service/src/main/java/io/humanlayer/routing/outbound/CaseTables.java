package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Offer;
import io.humanlayer.routing.core.cases.Timer;
import io.humanlayer.routing.core.cases.Timers;
import io.humanlayer.routing.core.cases.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What lists and timers need of the cases, for one transaction. It follows from the events alone,
/// so that it can be made again from the journal.
final class CaseTables implements DeciderRunner.Projection<Case, CaseEvent> {

  private @Nullable Instant nearest;

  /// When the first of the timers is due that this transaction has armed.
  Optional<Instant> nearest() {
    return Optional.ofNullable(nearest);
  }

  @Override
  public void apply(Handle handle, UUID id, Case before, List<CaseEvent> events, Case after) {
    for (CaseEvent event : events) {
      switch (event) {
        case Opened(Matter matter) -> opened(handle, id, matter);
        case OfferMade(Offer offer) -> offered(handle, id, offer);
        case VerdictGiven given -> answered(handle, id, given.verdict());
        case Decided decided -> decided(handle, id, decided);
        case CaseEvent.DeadlineExtended extended -> deadline(handle, id, extended.deadline());
        case CaseEvent.Referred referred -> {
          left(handle, id, null, null);
          deadline(handle, id, referred.deadline());
        }
        case CaseEvent.OfferWithdrawn gone -> left(handle, id, gone.sentinel(), gone.panel());
        case CaseEvent.OfferLapsed gone -> left(handle, id, gone.sentinel(), gone.panel());
        case CaseEvent.Declined gone -> left(handle, id, gone.sentinel(), null);
        case CaseEvent.Released gone -> left(handle, id, gone.sentinel(), null);
        case CaseEvent.Recused gone -> left(handle, id, gone.sentinel(), null);
        case CaseEvent.HoldLapsed gone -> left(handle, id, gone.sentinel(), null);
        case CaseEvent.VerdictUndone undone -> unanswered(handle, id, undone.sentinel());
        case CaseEvent.Unroutable _,
            CaseEvent.DossierViewed _,
            CaseEvent.Closed _,
            CaseEvent.Claimed _,
            CaseEvent.Step _,
            CaseEvent.Use _ -> {}
      }
    }
    if (!events.isEmpty()) {
      handle
          .createUpdate(
              "update case_view set status = :status, waiting = :waiting,"
                  + " queued_at = case when :queued then queued_at end where id = :id")
          .bind("status", status(after))
          .bindArray("waiting", String.class, waiting(after).toArray())
          .bind("queued", after instanceof Case.Routing && !shortOfPeople(events))
          .bind("id", id)
          .execute();
    }
    rearm(handle, id, Timers.of(before), Timers.of(after));
  }

  private void rearm(Handle handle, UUID id, Collection<Timer> before, Collection<Timer> after) {
    var gone = new ArrayList<>(before);
    gone.removeAll(after);
    TimerRows.disarm(handle, id, gone);
    var fresh = new ArrayList<>(after);
    fresh.removeAll(before);
    TimerRows.arm(handle, id, fresh);
    for (Timer timer : fresh) {
      if (nearest == null || timer.due().isBefore(nearest)) {
        nearest = timer.due();
      }
    }
  }

  /// Then it waits for somebody to come, not for somebody to be free.
  private static boolean shortOfPeople(List<CaseEvent> events) {
    return events.stream().anyMatch(CaseEvent.Unroutable.class::isInstance);
  }

  private static List<String> waiting(Case state) {
    return state instanceof Case.Routing || state instanceof Case.Unroutable
        ? ((Case.Open) state).emptySeats()
        : List.of();
  }

  private static String status(Case state) {
    return switch (state) {
      case Case.None _ -> throw new IllegalStateException("events led to a case that is not there");
      case Case.Routing _ -> "routing";
      case Case.Offered _ -> "offered";
      case Case.InReview _ -> "in-review";
      case Case.NeedsInfo _ -> "needs-info";
      case Case.Unroutable _ -> "unroutable";
      case Case.Cooling _ -> "cooling";
      case Case.Approved _ -> "approved";
      case Case.Decided _ -> "decided";
    };
  }

  private static void opened(Handle handle, UUID id, Matter matter) {
    handle
        .createUpdate(
            """
            insert into case_view (id, org, agent, operation, tier, status, opened_at, deadline)
            values (:id, :org, :agent, :operation, :tier, 'routing', :openedAt, :deadline)
            """)
        .bind("id", id)
        .bind("org", matter.request().organisation().value())
        .bind("agent", matter.request().agent().id().value())
        .bind("operation", matter.request().operation())
        .bind("tier", matter.requirement().tier().name().toLowerCase(Locale.ROOT))
        .bind("openedAt", Timestamps.of(matter.openedAt()))
        .bind("deadline", Timestamps.of(matter.deadline()))
        .execute();
  }

  private static void offered(Handle handle, UUID id, Offer offer) {
    handle
        .createUpdate(
            """
            insert into offer (case_id, sentinel, panel, org, made_at)
            select id, :sentinel, :panel, org, :at from case_view where id = :id
            on conflict (case_id, sentinel, panel)
              do update set made_at = excluded.made_at, live = true, answered_at = null,
                pending = true
            """)
        .bind("id", id)
        .bind("sentinel", offer.sentinel().value())
        .bind("panel", offer.panel())
        .bind("at", Timestamps.of(offer.at()))
        .execute();
  }

  /// What is no longer somebody's is not in their list either.
  private static void left(
      Handle handle, UUID id, @Nullable SentinelId sentinel, @Nullable String panel) {
    handle
        .createUpdate(
            """
            update offer set live = false, pending = false where case_id = :id
              and (:sentinel::text is null or sentinel = :sentinel::text)
              and (:panel::text is null or panel = :panel::text)
            """)
        .bind("id", id)
        .bind("sentinel", sentinel == null ? null : sentinel.value())
        .bind("panel", panel)
        .execute();
  }

  private static void answered(Handle handle, UUID id, Verdict verdict) {
    handle
        .createUpdate(
            "update offer set answered_at = :at, pending = false"
                + " where case_id = :id and sentinel = :sentinel and panel = :panel")
        .bind("id", id)
        .bind("sentinel", verdict.sentinel().value())
        .bind("panel", verdict.panel())
        .bind("at", Timestamps.of(verdict.at()))
        .execute();
  }

  private static void unanswered(Handle handle, UUID id, SentinelId sentinel) {
    handle
        .createUpdate(
            "update offer set answered_at = null, pending = live"
                + " where case_id = :id and sentinel = :sentinel")
        .bind("id", id)
        .bind("sentinel", sentinel.value())
        .execute();
  }

  private static void deadline(Handle handle, UUID id, Instant deadline) {
    handle
        .createUpdate("update case_view set deadline = :deadline where id = :id")
        .bind("deadline", Timestamps.of(deadline))
        .bind("id", id)
        .execute();
  }

  private static void decided(Handle handle, UUID id, Decided decided) {
    handle
        .createUpdate("update case_view set outcome = :outcome, decided_at = :at where id = :id")
        .bind("id", id)
        .bind("outcome", decided.outcome().name())
        .bind("at", Timestamps.of(decided.decidedAt()))
        .execute();
    handle
        .createUpdate("update offer set pending = false where case_id = :id and pending")
        .bind("id", id)
        .execute();
  }
}
