package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Affiliation;
import io.humanlayer.routing.core.sentinels.Conflict;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Standing;
import io.humanlayer.routing.core.sentinels.Standing.Interest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How Sentinels stand, read inside somebody's transaction.
final class StandingRows {

  private StandingRows() {}

  /// What one row of `sentinel` says.
  static Standing read(ResultSet row) throws SQLException {
    return new Standing(
        new Affiliation(
            row.getString("provider"), row.getString("company"), row.getString("household")),
        proofing(row),
        row.getString("suspended"),
        presence(row),
        row.getInt("capacity"),
        0,
        List.of(),
        List.of(),
        Map.of());
  }

  private static @Nullable Proofing proofing(ResultSet row) throws SQLException {
    String method = row.getString("proofing_method");
    return method == null
        ? null
        : new Proofing(
            method,
            row.getInt("proofing_level"),
            row.getString("proofed_by"),
            Timestamps.read(row, "proofed_at"));
  }

  private static Presence presence(ResultSet row) throws SQLException {
    String away = row.getString("away");
    return away == null
        ? new Presence.Available()
        : new Presence.Away(
            Presence.Cause.valueOf(away), Timestamps.readOptional(row, "away_until"));
  }

  static Map<String, List<Interest>> interests(
      Handle handle, OrganisationId organisation, Collection<String> sentinels) {
    record Held(String sentinel, Interest interest) {}
    return handle
        .createQuery(
            "select sentinel, id, kind, value from conflict"
                + " where org = :org and sentinel = any(:ids) order by id")
        .bind("org", organisation.value())
        .bindArray("ids", String.class, sentinels.toArray())
        .map(
            (row, _) ->
                new Held(
                    row.getString("sentinel"),
                    new Interest(
                        row.getString("id"),
                        Conflict.Kind.valueOf(row.getString("kind")),
                        row.getString("value"))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Held::sentinel, Collectors.mapping(Held::interest, Collectors.toList())));
  }

  /// How many cases each of them is being asked about.
  static Map<String, Integer> load(
      Handle handle, OrganisationId organisation, Collection<String> sentinels) {
    return handle
        .createQuery(
            """
            select sentinel, count(distinct case_id) as load from offer
            where org = :org and sentinel = any(:ids) and pending group by sentinel
            """)
        .bind("org", organisation.value())
        .bindArray("ids", String.class, sentinels.toArray())
        .map((row, _) -> Map.entry(row.getString("sentinel"), row.getInt("load")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static Delegation delegation(ResultSet row) throws SQLException {
    return new Delegation(
        row.getString("id"),
        new SentinelId(row.getString("delegate")),
        row.getString("qualification"),
        row.getString("held_as"),
        row.getBigDecimal("up_to"),
        Timestamps.read(row, "valid_from"),
        Timestamps.read(row, "valid_to"));
  }
}
