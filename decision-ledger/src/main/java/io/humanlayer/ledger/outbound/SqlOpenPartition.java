package io.humanlayer.ledger.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.ledger.app.NewLog;
import io.humanlayer.ledger.app.OpenLog;
import io.humanlayer.ledger.app.OpenPartition;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// One partition whose row this transaction has locked: of two writers the later one finds how far
/// the earlier one got.
record SqlOpenPartition(Handle handle, int partition, long position, SqlLogStore logs)
    implements OpenPartition {

  static SqlOpenPartition lock(Handle handle, int partition, SqlLogStore logs) {
    handle
        .createUpdate(
            "insert into ledger_source (part, next_offset) values (:part, 0)"
                + " on conflict (part) do nothing")
        .bind("part", partition)
        .execute();
    long position =
        handle
            .createQuery("select next_offset from ledger_source where part = :part for update")
            .bind("part", partition)
            .mapTo(Long.class)
            .one();
    return new SqlOpenPartition(handle, partition, position, logs);
  }

  @Override
  public Optional<OpenLog> log(OrganisationId org) {
    return logs.lock(handle, org);
  }

  @Override
  public void add(NewLog log) {
    handle
        .createUpdate(
            """
            insert into ledger_log (org, generation, origin, vkey, sealed_key, created_at)
            values (:org, :generation, :origin, :vkey, :key, :at)
            on conflict (org, generation) do nothing
            """)
        .bind("org", log.org().value())
        .bind("generation", log.generation())
        .bind("origin", log.origin().value())
        .bind("vkey", log.vkey())
        .bind("key", log.sealedKey().bytes())
        .bind("at", OffsetDateTime.ofInstant(log.at(), ZoneOffset.UTC))
        .execute();
  }

  @Override
  public void advance(long next) {
    handle
        .createUpdate("update ledger_source set next_offset = :next where part = :part")
        .bind("next", next)
        .bind("part", partition)
        .execute();
  }
}
