package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Evidence;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The qualifications of Sentinels, read and written inside somebody's transaction.
final class QualificationRows {

  private QualificationRows() {}

  static Map<String, List<Qualification>> of(
      Handle handle, OrganisationId organisation, Collection<String> sentinels) {
    record Held(String sentinel, Qualification qualification) {}
    return handle
        .createQuery(
            "select * from qualification where org = :org and sentinel = any(:ids)"
                + " order by name, level, valid_from")
        .bind("org", organisation.value())
        .bindArray("ids", String.class, sentinels.toArray())
        .map((row, _) -> new Held(row.getString("sentinel"), read(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Held::sentinel,
                LinkedHashMap::new,
                Collectors.mapping(Held::qualification, Collectors.toList())));
  }

  static void replace(
      Handle handle, OrganisationId organisation, SentinelId sentinel, List<Qualification> held) {
    handle
        .createUpdate("delete from qualification where org = :org and sentinel = :id")
        .bind("org", organisation.value())
        .bind("id", sentinel.value())
        .execute();
    if (held.isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            insert into qualification (org, sentinel, name, level, valid_from, valid_to, ceiling,
                                       operations, jurisdictions, languages, issuer, evidence)
            values (:org, :id, :name, :level, :from, :to, :ceiling,
                    :operations, :jurisdictions, :languages, :issuer, :evidence)
            """);
    for (Qualification one : held) {
      batch
          .bind("org", organisation.value())
          .bind("id", sentinel.value())
          .bind("name", one.name())
          .bind("level", one.level())
          .bind("from", Timestamps.of(one.validFrom()))
          .bind("to", Timestamps.ofOptional(one.validTo()))
          .bind("ceiling", one.ceiling())
          .bindArray("operations", String.class, Arrays.of(one.scope().operations()))
          .bindArray("jurisdictions", String.class, Arrays.of(one.scope().jurisdictions()))
          .bindArray("languages", String.class, Arrays.of(one.scope().languages()))
          .bind("issuer", one.evidence().issuer())
          .bind("evidence", one.evidence().digest())
          .add();
    }
    batch.execute();
  }

  private static Qualification read(ResultSet row) throws SQLException {
    return new Qualification(
        row.getString("name"),
        row.getInt("level"),
        Timestamps.read(row, "valid_from"),
        Timestamps.readOptional(row, "valid_to"),
        row.getBigDecimal("ceiling"),
        new Scope(
            Arrays.read(row, "operations"),
            Arrays.read(row, "jurisdictions"),
            Arrays.read(row, "languages")),
        new Evidence(row.getString("issuer"), row.getString("evidence")));
  }
}
