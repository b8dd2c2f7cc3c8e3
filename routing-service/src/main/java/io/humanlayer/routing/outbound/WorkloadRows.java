package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.core.matching.Workload;
import io.humanlayer.routing.core.sentinels.Sentinel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How busy Sentinels are and how they usually answer, read inside somebody's transaction.
final class WorkloadRows {

  /// Whoever was not asked for so long is as rested as anybody.
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private static final Duration FATIGUE = Duration.ofHours(4);

  /// So many offers tell how somebody works, and more than make anybody tired; a busy week of
  /// theirs must not be read for every case.
  private static final int LATEST = 100;

  private WorkloadRows() {}

  private record Habit(Duration idle, Duration latency, int recent) {}

  /// In the order of `sentinels`.
  static List<Workload> of(
      Handle handle, OrganisationId organisation, List<Sentinel> sentinels, Instant at) {
    Map<String, Habit> habits = habits(handle, organisation, sentinels, at);
    return sentinels.stream()
        .map(
            it -> {
              @Nullable Habit known = habits.get(it.id().value());
              Habit habit = known == null ? new Habit(LOOK_BACK, Duration.ZERO, 0) : known;
              return new Workload(
                  it.id(),
                  it.standing().load(),
                  it.standing().capacity(),
                  habit.idle(),
                  habit.latency(),
                  it.qualifications().size(),
                  habit.recent());
            })
        .toList();
  }

  private static Map<String, Habit> habits(
      Handle handle, OrganisationId organisation, List<Sentinel> sentinels, Instant at) {
    Map<String, Habit> habits = new HashMap<>();
    handle
        .createQuery(
            """
            select who.sentinel,
              extract(epoch from :at - max(made_at)) as idle,
              coalesce(avg(extract(epoch from answered_at - made_at)), 0) as latency,
              count(answered_at) filter (where answered_at > :tired) as recent
            from unnest(:ids) as who(sentinel) cross join lateral (
              select made_at, answered_at from offer
              where org = :org and sentinel = who.sentinel and made_at > :since
              order by made_at desc limit :last) latest
            group by who.sentinel
            """)
        .bind("org", organisation.value())
        .bindArray(
            "ids", String.class, sentinels.stream().map(it -> (Object) it.id().value()).toArray())
        .bind("at", Timestamps.of(at))
        .bind("tired", Timestamps.of(at.minus(FATIGUE)))
        .bind("since", Timestamps.of(at.minus(LOOK_BACK)))
        .bind("last", LATEST)
        .map(
            (row, _) ->
                habits.put(
                    row.getString("sentinel"),
                    new Habit(
                        seconds(row.getDouble("idle")),
                        seconds(row.getDouble("latency")),
                        row.getInt("recent"))))
        .list();
    return habits;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000)));
  }
}
