package io.humanlayer.notifier.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.eventing.Inbox;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.notifier.app.AnnounceDecisions.Announcement;
import io.humanlayer.notifier.app.DecisionBook;
import io.humanlayer.notifier.core.decision.Decision;
import io.humanlayer.notifier.core.delivery.Delivery;
import io.humanlayer.notifier.core.delivery.DeliveryCommand;
import io.humanlayer.notifier.core.delivery.DeliveryEvent;
import io.humanlayer.notifier.core.delivery.DeliveryRef;
import io.humanlayer.notifier.wire.DecisionJson;
import io.humanlayer.notifier.wire.DecisionMadeAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Enters decisions into the journal: what the organisation reads, and what is owed to callbacks.
@ApplicationScoped
public class DecisionJournal implements DecisionBook {

  private static final Logger LOG = Logger.getLogger(DecisionJournal.class);

  private final Jdbi jdbi;
  private final Journal journal;
  private final DeliveryTable table;
  private final DeciderRunner<DeliveryCommand, Delivery, DeliveryEvent> deliveries;

  public DecisionJournal(Jdbi jdbi, Journal journal, DeliveryTable table) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.table = table;
    this.deliveries = table.runner();
  }

  @Override
  public void enter(List<Announcement> announcements, Instant at) {
    jdbi.useTransaction(
        handle -> announcements.forEach(announcement -> enter(handle, announcement, at)));
  }

  private void enter(Handle handle, Announcement announcement, Instant at) {
    Cause cause = announcement.cause();
    if (!Inbox.firstTime(handle, cause.reader(), cause.messageId())) {
      return;
    }
    Decision decision = announcement.decision();
    UUID stream = Uuids.v5(decision.id().value(), "announcement");
    if (!journal.read(handle, stream).isEmpty()) {
      // There is one decision per request. Whoever was told the first must not be told another.
      LOG.errorf(
          "refused a second decision for request %s, from message %s",
          decision.id(), cause.messageId());
      return;
    }
    journal.append(handle, stream, 0, List.of(DecisionMadeAvro.write(decision, at)), cause);
    String url = decision.callbackUrl();
    if (url != null) {
      owe(handle, decision, url, at, cause);
    }
  }

  private void owe(Handle handle, Decision decision, String url, Instant at, Cause cause) {
    DeliveryRef delivery =
        new DeliveryRef(Uuids.v5(decision.id().value(), "callback"), decision.id(), decision.org());
    Cause own =
        new Cause(
            cause.reader() + ".callback", cause.messageId(), cause.org(), cause.traceparent());
    deliveries.runIn(
        handle,
        own,
        delivery.id(),
        _ -> new DeliveryCommand.Schedule(delivery, CallbackUrl.origin(url), at));
    table.keepContent(handle, delivery, url, DecisionJson.write(decision));
  }
}
