package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Passkeys.Kept;
import io.humanlayer.routing.core.sentinels.Passkey;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRegistered;
import io.humanlayer.routing.core.sentinels.SentinelEvent.PasskeyRemoved;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What queries need of passkeys. It follows from the events, among which each is the last of its
/// command.
final class PasskeyRows {

  private PasskeyRows() {}

  static void apply(
      Handle handle,
      UUID stream,
      OrganisationId organisation,
      SentinelId sentinel,
      List<SentinelEvent> events) {
    for (SentinelEvent event : events) {
      if (event instanceof PasskeyRegistered(Passkey passkey, Instant at)) {
        insert(handle, stream, organisation, sentinel, passkey, at);
      } else if (event instanceof PasskeyRemoved(String credential, Instant at)) {
        handle
            .createUpdate(
                "update passkey set removed_at = :at"
                    + " where org = :org and credential = :credential")
            .bind("at", Timestamps.of(at))
            .bind("org", organisation.value())
            .bind("credential", credential)
            .execute();
      }
    }
  }

  private static void insert(
      Handle handle,
      UUID stream,
      OrganisationId organisation,
      SentinelId sentinel,
      Passkey passkey,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into passkey (org, credential, sentinel, algorithm, public_key, key_digest,
              cose_key, aaguid, backup_eligible, backed_up, attestation_digest, relying_party,
              origin, proofing_level, registration, registered_at)
            select :org, :credential, :sentinel, :algorithm, :publicKey, :keyDigest,
              :coseKey, :aaguid, :backupEligible, :backedUp, :attestationDigest, :relyingParty,
              :origin, :proofingLevel, event_id, :at
            from journal where stream = :stream order by version desc limit 1
            """)
        .bind("org", organisation.value())
        .bind("credential", passkey.credential())
        .bind("sentinel", sentinel.value())
        .bind("algorithm", passkey.algorithm())
        .bind("publicKey", passkey.publicKey())
        .bind("keyDigest", passkey.publicKeyDigest())
        .bind("coseKey", passkey.coseKey())
        .bind("aaguid", passkey.aaguid())
        .bind("backupEligible", passkey.backupEligible())
        .bind("backedUp", passkey.backedUp())
        .bind("attestationDigest", passkey.attestationDigest())
        .bind("relyingParty", passkey.relyingParty())
        .bind("origin", passkey.origin())
        .bind("proofingLevel", passkey.proofingLevel())
        .bind("at", Timestamps.of(at))
        .bind("stream", stream)
        .execute();
  }

  static List<Kept> of(Handle handle, OrganisationId organisation, SentinelId sentinel) {
    return handle
        .createQuery(
            "select * from passkey where org = :org and sentinel = :sentinel"
                + " and removed_at is null order by registered_at, credential")
        .bind("org", organisation.value())
        .bind("sentinel", sentinel.value())
        .map((row, _) -> kept(row))
        .list();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new Passkey(
            row.getString("credential"),
            row.getInt("algorithm"),
            row.getString("public_key"),
            row.getString("key_digest"),
            row.getString("cose_key"),
            row.getString("aaguid"),
            row.getBoolean("backup_eligible"),
            row.getBoolean("backed_up"),
            row.getString("attestation_digest"),
            row.getString("relying_party"),
            row.getString("origin"),
            row.getInt("proofing_level")),
        row.getObject("registration", UUID.class),
        row.getObject("registered_at", OffsetDateTime.class).toInstant());
  }

  /// Forgets what was asked and never answered.
  static void prune(Handle handle, Instant at) {
    for (String table : List.of("passkey_question", "intent")) {
      handle
          .createUpdate("delete from " + table + " where ends_at <= :at")
          .bind("at", Timestamps.of(at))
          .execute();
    }
  }
}
