package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.schedules.Shift;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The shifts of panels, read inside somebody's transaction.
final class ShiftRows {

  private ShiftRows() {}

  /// Whose shifts they are.
  record Post(String panel, SentinelId sentinel) {}

  /// Those of `sentinels` that touch the time until `until`, in the order of their beginnings.
  static Map<Post, List<Shift>> of(
      Handle handle,
      OrganisationId organisation,
      Collection<String> panels,
      Collection<String> sentinels,
      Instant at,
      Instant until) {
    record Posted(Post post, Shift shift) {}
    return handle
        .createQuery(
            """
            select p.name, t.layer, t.sentinel, lower(t.during) as begins, upper(t.during) as ends
            from panel p join shift t on t.org = p.org and t.schedule = p.schedule
            where p.org = :org and p.name = any(:panels) and t.sentinel = any(:ids)
              and t.during && tstzrange(:at, :until) order by begins, t.layer
            """)
        .bind("org", organisation.value())
        .bindArray("panels", String.class, panels.toArray())
        .bindArray("ids", String.class, sentinels.toArray())
        .bind("at", Timestamps.of(at))
        .bind("until", Timestamps.of(until))
        .map(
            (row, _) -> {
              var sentinel = new SentinelId(row.getString("sentinel"));
              return new Posted(
                  new Post(row.getString("name"), sentinel),
                  new Shift(
                      row.getString("layer"),
                      sentinel,
                      Timestamps.read(row, "begins"),
                      Timestamps.read(row, "ends")));
            })
        .stream()
        .collect(
            Collectors.groupingBy(
                Posted::post, Collectors.mapping(Posted::shift, Collectors.toList())));
  }
}
