package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.cases.CaseEvent;
import io.humanlayer.routing.core.sentinels.SentinelCommand.NoteAnswer;
import io.humanlayer.routing.core.sentinels.SentinelCommand.NoteLapse;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Notes in the register whether people answer what they are asked, in the transaction in which
/// they do or do not. It locks the register after the case, as everybody does who locks both.
final class AnswerNotes {

  private final RegisterJournal register;

  AnswerNotes(RegisterJournal register) {
    this.register = register;
  }

  void note(Handle handle, OrganisationId organisation, List<CaseEvent> events) {
    for (CaseEvent event : events) {
      switch (event) {
        case CaseEvent.OfferLapsed lapsed -> {
          RegisterJournal.advance(handle, organisation);
          register.run(handle, organisation, lapsed.sentinel(), new NoteLapse(lapsed.at()));
        }
        case CaseEvent.DossierViewed seen ->
            answered(handle, organisation, seen.sentinel(), seen.at());
        case CaseEvent.Claimed claimed ->
            answered(handle, organisation, claimed.sentinel(), claimed.at());
        case CaseEvent.VerdictGiven given ->
            answered(handle, organisation, given.verdict().sentinel(), given.verdict().at());
        case CaseEvent.Declined declined ->
            answered(handle, organisation, declined.sentinel(), declined.at());
        case CaseEvent.Recused recused ->
            answered(handle, organisation, recused.sentinel(), recused.at());
        case CaseEvent.Opened _,
            CaseEvent.OfferMade _,
            CaseEvent.OfferWithdrawn _,
            CaseEvent.Released _,
            CaseEvent.HoldLapsed _,
            CaseEvent.VerdictUndone _,
            CaseEvent.Unroutable _,
            CaseEvent.Decided _,
            CaseEvent.Closed _,
            CaseEvent.Step _,
            CaseEvent.Use _ -> {}
      }
    }
  }

  private void answered(
      Handle handle, OrganisationId organisation, SentinelId sentinel, Instant at) {
    boolean silent =
        handle
            .createQuery(
                "select exists (select from sentinel where org = :org and id = :id"
                    + " and (lapses > 0 or away = 'LET_OFFERS_LAPSE'))")
            .bind("org", organisation.value())
            .bind("id", sentinel.value())
            .mapTo(Boolean.class)
            .one();
    if (silent) {
      RegisterJournal.advance(handle, organisation);
      register.run(handle, organisation, sentinel, new NoteAnswer(at));
    }
  }
}
