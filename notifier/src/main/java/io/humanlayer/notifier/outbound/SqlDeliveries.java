package io.humanlayer.notifier.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.eventing.Inbox;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.notifier.app.DeliveryLog;
import io.humanlayer.notifier.app.DueDeliveries;
import io.humanlayer.notifier.app.Housekeeping;
import io.humanlayer.notifier.core.delivery.Delivery;
import io.humanlayer.notifier.core.delivery.DeliveryCommand;
import io.humanlayer.notifier.core.delivery.DeliveryCommand.Attempted;
import io.humanlayer.notifier.core.delivery.DeliveryEvent;
import io.humanlayer.notifier.core.delivery.DeliveryRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Takes due deliveries from PostgreSQL, reports what came of them, and lists them.
@ApplicationScoped
public class SqlDeliveries implements DueDeliveries, DeliveryLog, Housekeeping {

  private static final String READER = "notifier.delivery";

  private final Jdbi jdbi;
  private final DeciderRunner<DeliveryCommand, Delivery, DeliveryEvent> runner;

  public SqlDeliveries(Jdbi jdbi, DeliveryTable table) {
    this.jdbi = jdbi;
    this.runner = table.runner();
  }

  @Override
  public List<Due> take(int most, Instant now, Duration lease) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    update delivery set leased_until = :until where id in (
                      select id from delivery where status = 'pending' and next_at <= :now
                        and (leased_until is null or leased_until < :now)
                      order by next_at limit :most for update skip locked)
                    returning id, request_id, org, url, body, attempts
                    """)
                .bind("now", DeliveryTable.time(now))
                .bind("until", DeliveryTable.time(now.plus(lease)))
                .bind("most", most)
                .map((row, _) -> due(row))
                .list());
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        new DeliveryRef(
            row.getObject("id", UUID.class),
            new RequestId(row.getObject("request_id", UUID.class)),
            new OrganisationId(row.getString("org"))),
        row.getString("url"),
        row.getString("body"),
        row.getInt("attempts") + 1);
  }

  @Override
  public void report(Due due, Attempted result) {
    DeliveryRef delivery = due.delivery();
    Cause cause =
        new Cause(READER, delivery.id() + "/" + result.attempt(), delivery.org().value(), null);
    runner.run(cause, delivery.id(), result);
  }

  @Override
  public List<Entry> list(OrganisationId org, @Nullable RequestId request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from delivery
                    where org = :org and (:request::uuid is null or request_id = :request::uuid)
                    order by created_at desc, id limit :most
                    """)
                .bind("org", org.value())
                .bind("request", request == null ? null : request.toString())
                .bind("most", MAX_ENTRIES)
                .map((row, _) -> entry(row))
                .list());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getObject("id", UUID.class),
        new RequestId(row.getObject("request_id", UUID.class)),
        row.getString("url"),
        row.getString("status"),
        row.getInt("attempts"),
        row.getObject("last_status", Integer.class),
        row.getString("last_reason"),
        instant(row.getObject("next_at", OffsetDateTime.class)),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  @Override
  public void pruneInbox() {
    jdbi.useHandle(Inbox::prune);
  }
}
