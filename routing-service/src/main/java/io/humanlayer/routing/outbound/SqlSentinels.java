package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Sentinels;
import io.humanlayer.routing.core.sentinels.Conflict;
import io.humanlayer.routing.core.sentinels.Particulars;
import io.humanlayer.routing.core.sentinels.Registration;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelCommand;
import io.humanlayer.routing.core.sentinels.SentinelCommand.DeclareConflict;
import io.humanlayer.routing.core.sentinels.SentinelCommand.Enrol;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The register in PostgreSQL; each change leaves through the journal.
@ApplicationScoped
public class SqlSentinels implements Sentinels {

  private final Jdbi jdbi;
  private final RegisterJournal register;

  public SqlSentinels(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.register = new RegisterJournal(jdbi, journal, ids);
  }

  @Override
  public boolean register(Entry entry, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          OrganisationId organisation = entry.sentinel().organisation();
          RegisterJournal.advance(handle, organisation);
          boolean fresh =
              register.read(handle, organisation, entry.sentinel().id())
                  instanceof Registration.Unknown;
          enrol(handle, entry, at);
          return fresh;
        });
  }

  @Override
  public int registerAll(List<Entry> entries, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          entries.stream()
              .map(entry -> entry.sentinel().organisation())
              .distinct()
              // In one order, as everybody locks registers who locks more than one.
              .sorted(Comparator.comparing(OrganisationId::value))
              .forEach(organisation -> RegisterJournal.advance(handle, organisation));
          return (int) entries.stream().filter(entry -> enrol(handle, entry, at)).count();
        });
  }

  /// Whether anything has changed.
  private boolean enrol(Handle handle, Entry entry, Instant at) {
    Sentinel sentinel = entry.sentinel();
    var particulars =
        new Particulars(
            sentinel.source(),
            entry.active(),
            sentinel.standing().affiliation(),
            sentinel.languages(),
            sentinel.jurisdictions(),
            sentinel.ownerOf(),
            sentinel.standing().capacity());
    Outcome<SentinelEvent> outcome =
        register.run(
            handle,
            sentinel.organisation(),
            sentinel.id(),
            new Enrol(particulars, sentinel.qualifications(), Sentinels.vouched(at), at));
    int renamed =
        handle
            .createUpdate(
                "update sentinel set display_name = :name"
                    + " where org = :org and id = :id and display_name <> :name")
            .bind("name", sentinel.displayName())
            .bind("org", sentinel.organisation().value())
            .bind("id", sentinel.id().value())
            .execute();
    return switch (outcome) {
      case Outcome.Accepted<SentinelEvent>(var events) -> !events.isEmpty() || renamed > 0;
      case Outcome.Refused<SentinelEvent>(var reason) ->
          throw new IllegalStateException("an enrolment is never refused: " + reason);
    };
  }

  @Override
  public Outcome<SentinelEvent> change(
      OrganisationId organisation,
      SentinelId sentinel,
      Function<Function<SentinelId, Registration>, SentinelCommand> command) {
    return jdbi.inTransaction(
        handle -> {
          RegisterJournal.advance(handle, organisation);
          return register.run(
              handle,
              organisation,
              sentinel,
              command.apply(other -> register.read(handle, organisation, other)));
        });
  }

  @Override
  public Outcome<SentinelEvent> declare(
      OrganisationId organisation,
      SentinelId sentinel,
      Conflict conflict,
      String value,
      byte[] salt,
      Instant at) {
    return jdbi.inTransaction(
        handle -> {
          RegisterJournal.advance(handle, organisation);
          var outcome =
              register.run(handle, organisation, sentinel, new DeclareConflict(conflict, at));
          if (outcome instanceof Outcome.Accepted<SentinelEvent>(var events) && !events.isEmpty()) {
            handle
                .createUpdate(
                    "insert into conflict (org, sentinel, id, kind, value, salt)"
                        + " values (:org, :sentinel, :id, :kind, :value, :salt)")
                .bind("org", organisation.value())
                .bind("sentinel", sentinel.value())
                .bind("id", conflict.id())
                .bind("kind", conflict.kind().name())
                .bind("value", value)
                .bind("salt", salt)
                .execute();
          }
          return outcome;
        });
  }

  @Override
  public Optional<byte[]> saltOf(
      OrganisationId organisation, SentinelId sentinel, String conflict) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select salt from conflict where org = :org and sentinel = :sentinel"
                        + " and id = :id")
                .bind("org", organisation.value())
                .bind("sentinel", sentinel.value())
                .bind("id", conflict)
                .mapTo(byte[].class)
                .findOne());
  }

  @Override
  public List<Entry> list(OrganisationId organisation, @Nullable SentinelId after, int limit) {
    return jdbi.withHandle(handle -> SentinelRows.page(handle, organisation, after, limit));
  }

  @Override
  public Optional<Entry> find(OrganisationId organisation, SentinelId sentinel) {
    return jdbi.withHandle(
        handle ->
            SentinelRows.where(
                    handle,
                    "where s.org = :org and s.id = :id",
                    Map.of("org", organisation.value(), "id", sentinel.value()))
                .stream()
                .findFirst());
  }

  @Override
  public List<GivenDelegation> delegations(OrganisationId organisation, SentinelId sentinel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from delegation where org = :org"
                        + " and (delegator = :id or delegate = :id) order by id")
                .bind("org", organisation.value())
                .bind("id", sentinel.value())
                .map(
                    (row, _) ->
                        new GivenDelegation(
                            new SentinelId(row.getString("delegator")),
                            StandingRows.delegation(row),
                            GivenDelegation.Status.valueOf(row.getString("status"))))
                .list());
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
