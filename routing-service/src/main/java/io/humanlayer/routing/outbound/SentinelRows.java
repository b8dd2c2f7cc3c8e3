package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels.Entry;
import io.humanlayer.routing.core.sentinels.Delegation;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.Source;
import io.humanlayer.routing.core.sentinels.Standing;
import io.humanlayer.routing.core.sentinels.Standing.HeldMandate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The records of Sentinels, read inside somebody's transaction.
final class SentinelRows {

  /// How many people are looked at for one case.
  static final int MAX_CANDIDATES = 1_000;

  private static final String SELECT = "select s.* from sentinel s ";

  private SentinelRows() {}

  static List<Entry> page(
      Handle handle, OrganisationId organisation, @Nullable SentinelId after, int limit) {
    return where(
        handle,
        "where s.org = :org and s.id > :after order by s.id limit :limit",
        Map.of(
            "org",
            organisation.value(),
            "after",
            after == null ? "" : after.value(),
            "limit",
            limit));
  }

  /// The active Sentinels who hold one of `qualifications`, of whatever level and time, and those
  /// to whom somebody who holds one has delegated it.
  static List<Sentinel> candidates(
      Handle handle, OrganisationId organisation, Collection<String> qualifications) {
    List<Entry> found =
        handle
            .createQuery(
                SELECT
                    + """
                    where s.org = :org and s.active and (exists (select 1 from qualification q
                        where q.org = s.org and q.sentinel = s.id and q.name = any(:names))
                      or exists (select 1 from delegation d where d.org = s.org
                        and d.delegate = s.id and d.status = 'ACCEPTED'
                        and d.qualification = any(:names)))
                    order by s.id limit :limit
                    """)
            .bind("org", organisation.value())
            .bindArray("names", String.class, qualifications.toArray())
            .bind("limit", MAX_CANDIDATES)
            .map((row, _) -> bare(row))
            .list();
    return whole(handle, found).stream().map(Entry::sentinel).toList();
  }

  /// @param condition on `sentinel s`, possibly joining other tables
  static List<Entry> where(Handle handle, String condition, Map<String, ?> bindings) {
    return whole(
        handle,
        handle.createQuery(SELECT + condition).bindMap(bindings).map((row, _) -> bare(row)).list());
  }

  private static List<Entry> whole(Handle handle, List<Entry> bare) {
    if (bare.isEmpty()) {
      return bare;
    }
    OrganisationId organisation = bare.getFirst().sentinel().organisation();
    Map<String, List<Given>> given = given(handle, organisation, ids(bare));
    Map<String, Sentinel> principals = principals(handle, organisation, given);
    return detailed(handle, organisation, bare).stream()
        .map(entry -> with(entry, given, principals))
        .toList();
  }

  /// All but what others have delegated to them.
  private static List<Entry> detailed(
      Handle handle, OrganisationId organisation, List<Entry> bare) {
    Set<String> ids = ids(bare);
    var held = QualificationRows.of(handle, organisation, ids);
    var interests = StandingRows.interests(handle, organisation, ids);
    var load = StandingRows.load(handle, organisation, ids);
    var duties = DutyRows.of(handle, organisation, ids);
    return bare.stream()
        .map(
            entry -> {
              String id = entry.sentinel().id().value();
              Standing row = entry.sentinel().standing();
              var standing =
                  new Standing(
                      row.affiliation(),
                      row.proofing(),
                      row.suspended(),
                      row.presence(),
                      row.capacity(),
                      load.getOrDefault(id, 0),
                      interests.getOrDefault(id, List.of()),
                      List.of(),
                      duties.getOrDefault(id, Map.of()));
              return new Entry(
                  entry.sentinel().with(held.getOrDefault(id, List.of())).with(standing),
                  entry.active());
            })
        .toList();
  }

  private record Given(String delegator, Delegation delegation) {}

  private static Map<String, List<Given>> given(
      Handle handle, OrganisationId organisation, Set<String> delegates) {
    return handle
        .createQuery(
            "select * from delegation where org = :org and delegate = any(:ids)"
                + " and status = 'ACCEPTED' order by id")
        .bind("org", organisation.value())
        .bindArray("ids", String.class, delegates.toArray())
        .map((row, _) -> new Given(row.getString("delegator"), StandingRows.delegation(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                it -> it.delegation().to().value(), LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<String, Sentinel> principals(
      Handle handle, OrganisationId organisation, Map<String, List<Given>> given) {
    Set<String> missing =
        given.values().stream()
            .flatMap(List::stream)
            .map(Given::delegator)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (missing.isEmpty()) {
      return Map.of();
    }
    List<Entry> found =
        handle
            .createQuery(SELECT + "where s.org = :org and s.active and s.id = any(:ids)")
            .bind("org", organisation.value())
            .bindArray("ids", String.class, missing.toArray())
            .map((row, _) -> bare(row))
            .list();
    return detailed(handle, organisation, found).stream()
        .map(Entry::sentinel)
        .collect(Collectors.toMap(it -> it.id().value(), it -> it));
  }

  private static Entry with(
      Entry entry, Map<String, List<Given>> given, Map<String, Sentinel> principals) {
    Sentinel sentinel = entry.sentinel();
    List<HeldMandate> mandates = new ArrayList<>();
    for (Given one : given.getOrDefault(sentinel.id().value(), List.of())) {
      @Nullable Sentinel principal = principals.get(one.delegator());
      if (principal != null) {
        mandates.add(new HeldMandate(one.delegation(), principal));
      }
    }
    return mandates.isEmpty()
        ? entry
        : new Entry(sentinel.with(sentinel.standing().with(mandates)), entry.active());
  }

  private static Set<String> ids(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.sentinel().id().value())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Entry bare(ResultSet row) throws SQLException {
    return new Entry(
        new Sentinel(
            new OrganisationId(row.getString("org")),
            new SentinelId(row.getString("id")),
            row.getString("display_name"),
            Source.valueOf(row.getString("source")),
            List.of(),
            Arrays.read(row, "languages"),
            Arrays.read(row, "jurisdictions"),
            Arrays.read(row, "owner_of", AgentId::new),
            StandingRows.read(row)),
        row.getBoolean("active"));
  }
}
