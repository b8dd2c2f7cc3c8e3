package io.humanlayer.policy.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.Panels;
import io.humanlayer.policy.core.lint.PanelFacts;
import io.humanlayer.policy.core.people.Sentinel;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.Policy;
import io.humanlayer.policy.core.requirement.Panel;
import io.humanlayer.policy.wire.SentinelJson;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The register as this service follows it, and the pace of panels from the requests of the past.
@Singleton
public final class SqlPanels implements Panels {

  /// Over what time the pace of a panel is taken.
  private static final Duration RECENT = Duration.ofDays(90);

  /// Fewer decisions than these say nothing about a tenth of them.
  private static final int ENOUGH = 20;

  private final Jdbi jdbi;

  public SqlPanels(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void note(List<Known> sentinels) {
    // In one order, so that two instances never wait for each other's rows in a circle.
    var ordered =
        sentinels.stream()
            .sorted(
                Comparator.comparing((Known known) -> known.sentinel().organisation().value())
                    .thenComparing(known -> known.sentinel().id())
                    .thenComparing(Known::at))
            .toList();
    jdbi.useTransaction(
        handle -> {
          var batch =
              handle.prepareBatch(
                  """
                  insert into sentinel (org, id, state, at) values (:org, :id, :state::jsonb, :at)
                  on conflict (org, id) do update set state = excluded.state, at = excluded.at
                  where sentinel.at <= excluded.at
                  """);
          for (var known : ordered) {
            batch
                .bind("org", known.sentinel().organisation().value())
                .bind("id", known.sentinel().id())
                .bind("state", SentinelJson.write(known.sentinel()))
                .bind("at", HistoryRows.utc(known.at()))
                .add();
          }
          batch.execute();
        });
  }

  @Override
  public Map<String, Sentinel> sentinels(OrganisationId organisation) {
    return jdbi.withHandle(handle -> sentinels(handle, organisation)).stream()
        .collect(Collectors.toMap(Sentinel::id, one -> one));
  }

  @Override
  public PanelFacts of(Policy policy, Instant at) {
    return jdbi.withHandle(
        handle -> {
          var sentinels = sentinels(handle, policy.organisation());
          var people = new HashMap<String, Integer>();
          var slowest = new HashMap<String, Duration>();
          for (Panel panel : policy.panels().values()) {
            people.put(
                panel.name(),
                (int) sentinels.stream().filter(one -> one.couldSit(panel, at)).count());
            pace(handle, policy, panel, at).ifPresent(pace -> slowest.put(panel.name(), pace));
          }
          return new PanelFacts(people, slowest);
        });
  }

  private static List<Sentinel> sentinels(Handle handle, OrganisationId organisation) {
    return handle
        .createQuery("select id, state from sentinel where org = :org")
        .bind("org", organisation.value())
        .map(
            (row, _) ->
                SentinelJson.read(organisation, row.getString("id"), row.getString("state")))
        .list();
  }

  private static Optional<Duration> pace(Handle handle, Policy policy, Panel panel, Instant at) {
    var known =
        handle
            .createQuery(
                """
                select count(*) as decisions,
                  extract(epoch from percentile_cont(0.9) within group
                    (order by decided_at - opened_at)) as seconds
                from recorded_request
                where org = :org and submitted_at >= :from and submitted_at is not null
                  and ruling = 'ARBITRIUM' and basis = 'SENTINEL'
                  and opened_at is not null and panels @> :panel::jsonb
                """)
            .bind("org", policy.organisation().value())
            .bind("from", HistoryRows.utc(at.minus(RECENT)))
            .bind("panel", SentinelJson.text(asRuled(policy, panel)))
            .map((row, _) -> Map.entry(row.getInt("decisions"), row.getDouble("seconds")))
            .one();
    return known.getKey() < ENOUGH
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round(known.getValue())));
  }

  /// Panels of other layers than the organisation's carry the layer's name in rulings.
  private static String asRuled(Policy policy, Panel panel) {
    return policy.layer() == Layer.ORGANISATION
        ? panel.name()
        : policy.layer().word() + "/" + panel.name();
  }
}
