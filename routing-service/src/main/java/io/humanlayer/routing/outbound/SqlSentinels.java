package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.routing.app.Sentinels;
import io.humanlayer.routing.core.sentinels.Qualification;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.SentinelAvro;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The register in PostgreSQL; each change leaves through the journal as the Sentinel's full state.
@ApplicationScoped
public class SqlSentinels implements Sentinels {

  private static final UUID STREAMS = UUID.fromString("0b6d3f5e-6f0c-5a53-9f43-0d9a5c1be7a4");

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  public SqlSentinels(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public boolean register(Entry entry, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          advance(handle, entry.sentinel().organisation());
          boolean fresh = write(handle, entry);
          replaceQualifications(handle, entry.sentinel());
          tell(handle, entry, at);
          return fresh;
        });
  }

  /// Locks the register of the organisation too: two changes at once come one after the other.
  private static void advance(Handle handle, OrganisationId organisation) {
    handle
        .createUpdate(
            "insert into register (org, version) values (:org, 0)"
                + " on conflict (org) do update set version = register.version + 1")
        .bind("org", organisation.value())
        .execute();
  }

  private static boolean write(Handle handle, Entry entry) {
    Sentinel sentinel = entry.sentinel();
    return handle
        .createQuery(
            """
            insert into sentinel (org, id, display_name, source, active, languages, jurisdictions,
                                  owner_of)
            values (:org, :id, :name, :source, :active, :languages, :jurisdictions, :ownerOf)
            on conflict (org, id) do update set display_name = excluded.display_name,
              source = excluded.source, active = excluded.active, languages = excluded.languages,
              jurisdictions = excluded.jurisdictions, owner_of = excluded.owner_of
            returning xmax = 0 as fresh
            """)
        .bind("org", sentinel.organisation().value())
        .bind("id", sentinel.id().value())
        .bind("name", sentinel.displayName())
        .bind("source", sentinel.source().name())
        .bind("active", entry.active())
        .bindArray("languages", String.class, sentinel.languages().toArray())
        .bindArray("jurisdictions", String.class, sentinel.jurisdictions().toArray())
        .bindArray(
            "ownerOf",
            String.class,
            sentinel.ownerOf().stream().map(agent -> (Object) agent.value()).toArray())
        .mapTo(Boolean.class)
        .one();
  }

  private static void replaceQualifications(Handle handle, Sentinel sentinel) {
    handle
        .createUpdate("delete from qualification where org = :org and sentinel = :id")
        .bind("org", sentinel.organisation().value())
        .bind("id", sentinel.id().value())
        .execute();
    if (sentinel.qualifications().isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            insert into qualification (org, sentinel, name, level, valid_from, valid_to, ceiling)
            values (:org, :id, :name, :level, :from, :to, :ceiling)
            """);
    for (Qualification held : sentinel.qualifications()) {
      batch
          .bind("org", sentinel.organisation().value())
          .bind("id", sentinel.id().value())
          .bind("name", held.name())
          .bind("level", held.level())
          .bind("from", Timestamps.of(held.validFrom()))
          .bind("to", Timestamps.ofOptional(held.validTo()))
          .bind("ceiling", held.ceiling())
          .add();
    }
    batch.execute();
  }

  private void tell(Handle handle, Entry entry, Instant at) {
    OutgoingEvent event = SentinelAvro.registered(entry.sentinel(), entry.active(), at);
    String org = entry.sentinel().organisation().value();
    journal.appendNext(
        handle,
        Uuids.v5(STREAMS, event.key()),
        List.of(event),
        new Cause("registry", ids.next().toString(), org, null));
  }

  @Override
  public List<Entry> list(OrganisationId organisation) {
    return jdbi.withHandle(handle -> SentinelRows.of(handle, organisation));
  }

  @Override
  public boolean addKey(OrganisationId organisation, SentinelId sentinel, String hash, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into sentinel_key (hash, org, sentinel, created_at)
                        select :hash, org, id, :at from sentinel where org = :org and id = :id
                        """)
                    .bind("hash", hash)
                    .bind("org", organisation.value())
                    .bind("id", sentinel.value())
                    .bind("at", Timestamps.of(at))
                    .execute()
                == 1);
  }

  @Override
  public Optional<Sentinel> byKey(String hash) {
    return jdbi.withHandle(
        handle ->
            SentinelRows.where(
                    handle,
                    "join sentinel_key k on k.org = s.org and k.sentinel = s.id"
                        + " where k.hash = :hash and k.revoked_at is null and s.active",
                    Map.of("hash", hash))
                .stream()
                .map(Entry::sentinel)
                .findFirst());
  }
}
