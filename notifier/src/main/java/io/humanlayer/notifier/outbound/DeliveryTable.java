package io.humanlayer.notifier.outbound;

import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.eventing.Journal;
import io.humanlayer.notifier.core.delivery.Delivery;
import io.humanlayer.notifier.core.delivery.DeliveryCommand;
import io.humanlayer.notifier.core.delivery.DeliveryDecider;
import io.humanlayer.notifier.core.delivery.DeliveryEvent;
import io.humanlayer.notifier.core.delivery.DeliveryRef;
import io.humanlayer.notifier.core.delivery.Failure;
import io.humanlayer.notifier.wire.DeliveryAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `delivery`, kept in step with the journal: what workers and the delivery log query.
@ApplicationScoped
public class DeliveryTable {

  private final Jdbi jdbi;
  private final Journal journal;

  public DeliveryTable(Jdbi jdbi, Journal journal) {
    this.jdbi = jdbi;
    this.journal = journal;
  }

  DeciderRunner<DeliveryCommand, Delivery, DeliveryEvent> runner() {
    return new DeciderRunner<>(
        jdbi, journal, new DeliveryDecider(), new DeliveryAvro(), DeliveryTable::project);
  }

  /// What is to be posted and where exactly, which is content and so not in the journal.
  void keepContent(Handle handle, DeliveryRef delivery, String url, String body) {
    handle
        .createUpdate(
            "update delivery set url = :url, body = :body where id = :id and status = 'pending'")
        .bind("url", url)
        .bind("body", body)
        .bind("id", delivery.id())
        .execute();
  }

  private static void project(
      Handle handle, UUID stream, Delivery before, List<DeliveryEvent> events, Delivery after) {
    for (DeliveryEvent event : events) {
      switch (event) {
        case DeliveryEvent.Scheduled(DeliveryRef delivery, String origin, Instant at) ->
            insert(handle, delivery, origin, at);
        case DeliveryEvent.Delivered delivered ->
            settle(handle, delivered, "delivered", delivered.attempt(), delivered.status(), null);
        case DeliveryEvent.Failed failed -> retry(handle, failed);
        case DeliveryEvent.Abandoned(DeliveryRef _, int attempt, Failure failure, Instant _) ->
            settle(handle, event, "abandoned", attempt, failure.status(), failure.reason());
      }
    }
  }

  private static void insert(Handle handle, DeliveryRef delivery, String origin, Instant at) {
    handle
        .createUpdate(
            """
            insert into delivery (id, request_id, org, channel, url, next_at, created_at)
            values (:id, :request, :org, 'callback', :origin, :at, :at)
            """)
        .bind("id", delivery.id())
        .bind("request", delivery.request().value())
        .bind("org", delivery.org().value())
        .bind("origin", origin)
        .bind("at", time(at))
        .execute();
  }

  private static void retry(Handle handle, DeliveryEvent.Failed failed) {
    handle
        .createUpdate(
            """
            update delivery set attempts = :attempts, last_status = :status, last_reason = :reason,
              next_at = :next, leased_until = null where id = :id
            """)
        .bind("attempts", failed.attempt())
        .bind("status", failed.failure().status())
        .bind("reason", failed.failure().reason())
        .bind("next", time(failed.nextAt()))
        .bind("id", failed.delivery().id())
        .execute();
  }

  /// A body that has arrived is no longer ours to keep; one that was given up may be sent again.
  private static void settle(
      Handle handle,
      DeliveryEvent event,
      String status,
      int attempts,
      @Nullable Integer lastStatus,
      @Nullable String reason) {
    handle
        .createUpdate(
            """
            update delivery set status = :status, attempts = :attempts, last_status = :last,
              last_reason = :reason, next_at = null, leased_until = null, settled_at = :at,
              body = case when :status = 'delivered' then null else body end
            where id = :id
            """)
        .bind("status", status)
        .bind("attempts", attempts)
        .bind("last", lastStatus)
        .bind("reason", reason)
        .bind("at", time(event.at()))
        .bind("id", event.delivery().id())
        .execute();
  }

  static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
