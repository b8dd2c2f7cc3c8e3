package io.humanlayer.policy.outbound;

import io.humanlayer.eventing.Inbox;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.Observations;
import io.humanlayer.policy.core.observation.Observation;
import io.humanlayer.policy.core.observation.Observation.Failure;
import io.humanlayer.policy.core.observation.Observation.ShadowRuled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Observations in PostgreSQL.
@Singleton
public final class SqlObservations implements Observations {

  private static final String READER = "policy-engine-observations";
  private static final int MAX_WHY = 500;
  private static final int LATEST = 100;

  private final Jdbi jdbi;

  public SqlObservations(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void record(List<Observation> observed) {
    jdbi.useTransaction(
        handle -> {
          for (var one : observed) {
            switch (one) {
              case Failure failure -> failed(handle, failure);
              case ShadowRuled ruled -> ruled(handle, ruled);
            }
          }
        });
  }

  private static void failed(Handle handle, Failure failure) {
    if (!Inbox.firstTime(handle, READER, failure.messageId() + "/" + failure.rule())) {
      return;
    }
    var policy = failure.policy();
    handle
        .createUpdate(
            """
            insert into policy_alert (org, layer, name, number, rule, operation, times, why,
              first_at, last_at, last_request)
            values (:org, :layer, :name, :number, :rule, :operation, 1, :why, :at, :at, :request)
            on conflict (org, layer, name, number, rule, operation) do update set
              times = policy_alert.times + 1, why = excluded.why, last_at = excluded.last_at,
              last_request = excluded.last_request
            """)
        .bind("org", policy.organisation().value())
        .bind("layer", policy.layer().word())
        .bind("name", policy.name())
        .bind("number", policy.number())
        .bind("rule", failure.rule())
        .bind("operation", failure.operation())
        .bind("why", failure.why().substring(0, Math.min(MAX_WHY, failure.why().length())))
        .bind("at", PolicyRows.time(failure.at()))
        .bind("request", failure.request())
        .execute();
  }

  private static void ruled(Handle handle, ShadowRuled ruled) {
    var shadow = ruled.shadow();
    handle
        .createUpdate(
            """
            insert into shadow_ruling
              (org, layer, name, number, request_id, agent, operation, enforced, shadow, ruled_at)
            values
              (:org, :layer, :name, :number, :request, :agent, :operation, :enforced, :said, :at)
            on conflict do nothing
            """)
        .bind("org", shadow.organisation().value())
        .bind("layer", shadow.layer().word())
        .bind("name", shadow.name())
        .bind("number", shadow.number())
        .bind("request", ruled.request())
        .bind("agent", ruled.agent())
        .bind("operation", ruled.operation())
        .bind("enforced", ruled.enforced())
        .bind("said", ruled.said())
        .bind("at", PolicyRows.time(ruled.at()))
        .execute();
  }

  @Override
  public List<Alert> alerts(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from policy_alert where org = :org order by last_at desc limit 200")
                .bind("org", organisation.value())
                .map(
                    (row, _) ->
                        new Alert(
                            PolicyRows.policy(row),
                            row.getString("rule"),
                            row.getString("operation"),
                            row.getLong("times"),
                            row.getString("why"),
                            PolicyRows.instant(row, "first_at"),
                            PolicyRows.instant(row, "last_at"),
                            row.getObject("last_request", UUID.class)))
                .list());
  }

  @Override
  public ShadowReport shadow(OrganisationId organisation, String layer, String name) {
    return jdbi.withHandle(
        handle ->
            new ShadowReport(
                handle
                    .createQuery(
                        """
                        select number, enforced, shadow, count(*) as requests from shadow_ruling
                        where org = :org and layer = :layer and name = :name
                        group by number, enforced, shadow order by number desc, enforced, shadow
                        """)
                    .bind("org", organisation.value())
                    .bind("layer", layer)
                    .bind("name", name)
                    .map(
                        (row, _) ->
                            new Cell(
                                row.getInt("number"),
                                row.getString("enforced"),
                                row.getString("shadow"),
                                row.getLong("requests")))
                    .list(),
                handle
                    .createQuery(
                        """
                        select * from shadow_ruling
                        where org = :org and layer = :layer and name = :name
                          and enforced <> shadow
                        order by ruled_at desc limit :latest
                        """)
                    .bind("org", organisation.value())
                    .bind("layer", layer)
                    .bind("name", name)
                    .bind("latest", LATEST)
                    .map(
                        (row, _) ->
                            new Difference(
                                row.getInt("number"),
                                row.getObject("request_id", UUID.class),
                                row.getString("agent"),
                                row.getString("operation"),
                                row.getString("enforced"),
                                row.getString("shadow")))
                    .list()));
  }

  @Override
  public int forget(Instant then) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("delete from shadow_ruling where ruled_at < :then")
                .bind("then", PolicyRows.time(then))
                .execute());
  }
}
