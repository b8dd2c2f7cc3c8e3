package io.humanlayer.policy.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The rows of policies and their bindings, as every store here reads and writes them.
final class PolicyRows {

  /// The namespace of the streams of this service.
  private static final UUID STREAMS = UUID.fromString("5f0c0c2e-4a34-5d0b-9a1e-6f1f6f0a7b11");

  private PolicyRows() {}

  /// One organisation's policy of one name at a time.
  static void lock(Handle handle, OrganisationId organisation, Layer layer, String name) {
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended(:title, 0))")
        .bind("title", title(organisation, layer, name))
        .map((_, _) -> 0)
        .one();
  }

  static String title(OrganisationId organisation, Layer layer, String name) {
    return organisation + "/" + layer.word() + "/" + name;
  }

  static UUID stream(OrganisationId organisation, Layer layer, String name) {
    return Uuids.v5(STREAMS, title(organisation, layer, name));
  }

  /// The number bound at this stage; 0 for none.
  static int bound(
      Handle handle, OrganisationId organisation, Layer layer, String name, Stage stage) {
    return handle
        .createQuery(
            """
            select number from policy_binding
            where org = :org and layer = :layer and name = :name and stage = :stage
            """)
        .bind("org", organisation.value())
        .bind("layer", layer.word())
        .bind("name", name)
        .bind("stage", stage.word())
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  static void bind(Handle handle, PolicyRef policy, Stage stage, Instant at) {
    handle
        .createUpdate(
            """
            insert into policy_binding (org, layer, name, stage, number, bound_at)
            values (:org, :layer, :name, :stage, :number, :at)
            on conflict (org, layer, name, stage)
            do update set number = excluded.number, bound_at = excluded.bound_at
            """)
        .bind("org", policy.organisation().value())
        .bind("layer", policy.layer().word())
        .bind("name", policy.name())
        .bind("stage", stage.word())
        .bind("number", policy.number())
        .bind("at", time(at))
        .execute();
    if (stage == Stage.ENFORCED) {
      remember(handle, policy, at);
    }
  }

  /// A number that was in force once can come back as a rollback.
  private static void remember(Handle handle, PolicyRef policy, Instant at) {
    handle
        .createUpdate(
            """
            insert into policy_enforcement (org, layer, name, number, since)
            values (:org, :layer, :name, :number, :at) on conflict do nothing
            """)
        .bind("org", policy.organisation().value())
        .bind("layer", policy.layer().word())
        .bind("name", policy.name())
        .bind("number", policy.number())
        .bind("at", time(at))
        .execute();
  }

  static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  static PolicyRef policy(ResultSet row) throws SQLException {
    return new PolicyRef(
        new OrganisationId(row.getString("org")),
        Layer.valueOf(row.getString("layer").toUpperCase(Locale.ROOT)),
        row.getString("name"),
        row.getInt("number"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
