package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Workloads;
import io.humanlayer.routing.core.schedules.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Workloads from the offers that were made and the shifts that were on.
@ApplicationScoped
public class SqlWorkloads implements Workloads {

  private final Jdbi jdbi;

  public SqlWorkloads(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<Share> shares(OrganisationId organisation, String panel, Span span) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with asked as (
                      select sentinel,
                        sum(extract(epoch from answered_at - made_at)) as seconds
                      from offer where org = :org and panel = :panel
                        and made_at >= :from and made_at < :until
                      group by sentinel),
                    scheduled as (select schedule from panel
                      where org = :org and name = :panel and schedule is not null),
                    duty as (
                      select t.sentinel, sum(extract(epoch from least(upper(t.during), :until)
                        - greatest(lower(t.during), :from))) as seconds
                      from shift t join scheduled p on p.schedule = t.schedule
                      where t.org = :org and t.during && tstzrange(:from, :until)
                      group by t.sentinel)
                    select coalesce(a.sentinel, d.sentinel) as sentinel,
                      coalesce(a.seconds, 0) as assigned,
                      case when exists (select 1 from scheduled) then coalesce(d.seconds, 0)
                        else :whole end as available
                    from asked a full join duty d on d.sentinel = a.sentinel order by 1
                    """)
                .bind("org", organisation.value())
                .bind("panel", panel)
                .bind("from", Timestamps.of(span.from()))
                .bind("until", Timestamps.of(span.until()))
                .bind("whole", Duration.between(span.from(), span.until()).toSeconds())
                .map(
                    (row, _) ->
                        new Share(
                            new SentinelId(row.getString("sentinel")),
                            Duration.ofMillis(Math.round(row.getDouble("assigned") * 1_000)),
                            Duration.ofMillis(Math.round(row.getDouble("available") * 1_000))))
                .list());
  }

  @Override
  public List<OrganisationPanel> panels(Span span) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select distinct org, panel from offer"
                        + " where made_at >= :from and made_at < :until order by 1, 2")
                .bind("from", Timestamps.of(span.from()))
                .bind("until", Timestamps.of(span.until()))
                .map(
                    (row, _) ->
                        new OrganisationPanel(
                            new OrganisationId(row.getString("org")), row.getString("panel")))
                .list());
  }
}
