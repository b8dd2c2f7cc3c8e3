package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.routing.core.sentinels.Standing.Duty;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What the Organisation's panels say of its Sentinels now, read inside somebody's transaction.
final class DutyRows {

  private DutyRows() {}

  /// Those of `panels` that have a schedule.
  static Set<String> scheduled(
      Handle handle, OrganisationId organisation, Collection<String> panels) {
    return handle
        .createQuery(
            "select name from panel where org = :org and name = any(:panels)"
                + " and schedule is not null")
        .bind("org", organisation.value())
        .bindArray("panels", String.class, panels.toArray())
        .mapTo(String.class)
        .set();
  }

  /// By Sentinel and panel. A panel without members takes everybody whom it does not exclude; one
  /// without a schedule is always on.
  static Map<String, Map<String, Duty>> of(
      Handle handle, OrganisationId organisation, Collection<String> sentinels) {
    Map<String, Map<String, Duty>> duties = new HashMap<>();
    handle
        .createQuery(
            """
            select p.name, s.id, p.identity_level,
              (cardinality(p.members) = 0 or s.id = any(p.members))
                and not s.id = any(p.excluded) as member,
              p.schedule is null or exists (select 1 from shift t where t.org = p.org
                and t.schedule = p.schedule and t.sentinel = s.id and t.during @> now()) as on_duty
            from panel p cross join unnest(:ids) as s(id) where p.org = :org
            """)
        .bind("org", organisation.value())
        .bindArray("ids", String.class, sentinels.toArray())
        .map(
            (row, _) -> {
              duties
                  .computeIfAbsent(row.getString("id"), _ -> new HashMap<>())
                  .put(
                      row.getString("name"),
                      new Duty(
                          row.getBoolean("member"),
                          row.getBoolean("on_duty"),
                          row.getInt("identity_level")));
              return 0;
            })
        .list();
    return duties;
  }
}
