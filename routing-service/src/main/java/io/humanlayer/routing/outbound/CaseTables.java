package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.cases.CaseEvent.Closed;
import io.humanlayer.routing.core.cases.CaseEvent.Decided;
import io.humanlayer.routing.core.cases.CaseEvent.DossierViewed;
import io.humanlayer.routing.core.cases.CaseEvent.OfferMade;
import io.humanlayer.routing.core.cases.CaseEvent.Opened;
import io.humanlayer.routing.core.cases.CaseEvent.Unroutable;
import io.humanlayer.routing.core.cases.CaseEvent.VerdictGiven;
import io.humanlayer.routing.core.cases.Matter;
import io.humanlayer.routing.core.cases.Offer;
import io.humanlayer.routing.core.cases.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What lists and timers need of the cases. It follows from the events alone, so that it can be
/// made again from the journal.
final class CaseTables implements DeciderRunner.Projection<Case, CaseEvent> {

  @Override
  public void apply(Handle handle, UUID id, Case before, List<CaseEvent> events, Case after) {
    for (CaseEvent event : events) {
      switch (event) {
        case Opened(Matter matter) -> opened(handle, id, matter);
        case OfferMade(Offer offer) -> offered(handle, id, offer);
        case VerdictGiven given -> answered(handle, id, given.verdict());
        case Decided decided -> decided(handle, id, decided);
        case Unroutable _, DossierViewed _, Closed _ -> {}
      }
    }
    if (!events.isEmpty()) {
      handle
          .createUpdate("update case_view set status = :status where id = :id")
          .bind("status", status(after))
          .bind("id", id)
          .execute();
    }
  }

  private static String status(Case state) {
    return switch (state) {
      case Case.None _ -> throw new IllegalStateException("events led to a case that is not there");
      case Case.Routing _ -> "routing";
      case Case.Offered _ -> "offered";
      case Case.Unroutable _ -> "unroutable";
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
    handle
        .createUpdate("insert into timer (case_id, kind, due_at) values (:id, 'deadline', :due)")
        .bind("id", id)
        .bind("due", Timestamps.of(matter.deadline()))
        .execute();
  }

  private static void offered(Handle handle, UUID id, Offer offer) {
    handle
        .createUpdate(
            """
            insert into offer (case_id, sentinel, panel, org, made_at)
            select id, :sentinel, :panel, org, :at from case_view where id = :id
            """)
        .bind("id", id)
        .bind("sentinel", offer.sentinel().value())
        .bind("panel", offer.panel())
        .bind("at", Timestamps.of(offer.at()))
        .execute();
  }

  private static void answered(Handle handle, UUID id, Verdict verdict) {
    handle
        .createUpdate(
            "update offer set answered_at = :at"
                + " where case_id = :id and sentinel = :sentinel and panel = :panel")
        .bind("id", id)
        .bind("sentinel", verdict.sentinel().value())
        .bind("panel", verdict.panel())
        .bind("at", Timestamps.of(verdict.at()))
        .execute();
  }

  private static void decided(Handle handle, UUID id, Decided decided) {
    handle
        .createUpdate("update case_view set outcome = :outcome, decided_at = :at where id = :id")
        .bind("id", id)
        .bind("outcome", decided.outcome().name())
        .bind("at", Timestamps.of(decided.decidedAt()))
        .execute();
    handle.createUpdate("delete from timer where case_id = :id").bind("id", id).execute();
  }
}
