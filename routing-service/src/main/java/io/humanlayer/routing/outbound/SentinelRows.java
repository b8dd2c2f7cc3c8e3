package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The records of Sentinels, read inside somebody's transaction.
final class SentinelRows {

  /// How many people are looked at for one case.
  static final int MAX_CANDIDATES = 1_000;

  private static final String SELECT = "select s.* from sentinel s ";

  private SentinelRows() {}

  static List<Entry> of(Handle handle, OrganisationId organisation) {
    return entries(
        handle,
        handle
            .createQuery(SELECT + "where s.org = :org order by s.id")
            .bind("org", organisation.value())
            .map((row, _) -> unqualified(row))
            .list());
  }

  /// The active Sentinels who hold one of `qualifications`, of whatever level and time.
  static List<Sentinel> candidates(
      Handle handle, OrganisationId organisation, Set<String> qualifications) {
    List<Entry> found =
        handle
            .createQuery(
                SELECT
                    + "where s.org = :org and s.active and exists (select 1 from qualification q"
                    + " where q.org = s.org and q.sentinel = s.id and q.name = any(:names))"
                    + " order by s.id limit :limit")
            .bind("org", organisation.value())
            .bindArray("names", String.class, qualifications.toArray())
            .bind("limit", MAX_CANDIDATES)
            .map((row, _) -> unqualified(row))
            .list();
    return entries(handle, found).stream().map(Entry::sentinel).toList();
  }

  /// @param condition on `sentinel s`, possibly joining other tables
  static List<Entry> where(Handle handle, String condition, Map<String, ?> bindings) {
    return entries(
        handle,
        handle
            .createQuery(SELECT + condition)
            .bindMap(bindings)
            .map((row, _) -> unqualified(row))
            .list());
  }

  private static List<Entry> entries(Handle handle, List<Entry> unqualified) {
    if (unqualified.isEmpty()) {
      return unqualified;
    }
    record Held(String sentinel, Qualification qualification) {}
    Map<String, List<Qualification>> held =
        handle
            .createQuery(
                "select * from qualification where org = :org and sentinel = any(:ids)"
                    + " order by name, level")
            .bind("org", unqualified.getFirst().sentinel().organisation().value())
            .bindArray(
                "ids",
                String.class,
                unqualified.stream().map(e -> (Object) e.sentinel().id().value()).toArray())
            .map((row, _) -> new Held(row.getString("sentinel"), qualification(row)))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Held::sentinel,
                    LinkedHashMap::new,
                    Collectors.mapping(Held::qualification, Collectors.toList())));
    return unqualified.stream()
        .map(e -> with(e, held.getOrDefault(e.sentinel().id().value(), List.of())))
        .toList();
  }

  private static Entry with(Entry entry, List<Qualification> qualifications) {
    Sentinel bare = entry.sentinel();
    return new Entry(
        new Sentinel(
            bare.organisation(),
            bare.id(),
            bare.displayName(),
            bare.source(),
            qualifications,
            bare.languages(),
            bare.jurisdictions(),
            bare.ownerOf()),
        entry.active());
  }

  private static Entry unqualified(ResultSet row) throws SQLException {
    return new Entry(
        new Sentinel(
            new OrganisationId(row.getString("org")),
            new SentinelId(row.getString("id")),
            row.getString("display_name"),
            Source.valueOf(row.getString("source")),
            List.of(),
            set(row, "languages", Function.identity()),
            set(row, "jurisdictions", Function.identity()),
            set(row, "owner_of", AgentId::new)),
        row.getBoolean("active"));
  }

  private static Qualification qualification(ResultSet row) throws SQLException {
    return new Qualification(
        row.getString("name"),
        row.getInt("level"),
        Timestamps.read(row, "valid_from"),
        Timestamps.readOptional(row, "valid_to"),
        row.getBigDecimal("ceiling"));
  }

  private static <T> Set<T> set(ResultSet row, String column, Function<String, T> read)
      throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(read)
        .collect(Collectors.toSet());
  }
}
