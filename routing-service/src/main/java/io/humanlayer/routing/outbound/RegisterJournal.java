package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.routing.core.sentinels.Registration;
import io.humanlayer.routing.core.sentinels.Registration.Known;
import io.humanlayer.routing.core.sentinels.SentinelCommand;
import io.humanlayer.routing.core.sentinels.SentinelDecider;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.routing.wire.RegisterAvro;
import io.humanlayer.routing.wire.SentinelAvro;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The register in the journal, with the decider at work on it. After each change the Sentinel's
/// full state follows in a stream of its own, under the key by which the compacted topic keeps it.
final class RegisterJournal {

  private static final UUID STREAMS = UUID.fromString("5b0f2c1c-2f0c-5d1a-8a4e-6b0f6a2f9c11");
  private static final UUID STATES = UUID.fromString("0b6d3f5e-6f0c-5a53-9f43-0d9a5c1be7a4");
  private static final String READER = "registry";

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  RegisterJournal(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  /// One change at a time per organisation: the register's version is its lock.
  Outcome<SentinelEvent> run(
      Handle handle, OrganisationId organisation, SentinelId id, SentinelCommand command) {
    var cause = new Cause(READER, ids.next().toString(), organisation.value(), null);
    var tables = new SentinelTables(organisation, id);
    return new DeciderRunner<SentinelCommand, Registration, SentinelEvent>(
            jdbi,
            journal,
            new SentinelDecider(id),
            new RegisterAvro(organisation, id, ids::next),
            (h, stream, before, events, after) -> {
              tables.apply(h, stream, before, events, after);
              if (!events.isEmpty() && after instanceof Known known) {
                tell(h, cause, organisation, id, known, command.at());
              }
            })
        .runIn(handle, cause, stream(organisation, id), _ -> command);
  }

  Registration read(Handle handle, OrganisationId organisation, SentinelId id) {
    var codec = new RegisterAvro(organisation, id, ids::next);
    return new SentinelDecider(id)
        .replay(journal.read(handle, stream(organisation, id)).stream().map(codec::read).toList());
  }

  /// Locks the register of the organisation too: two changes at once come one after the other.
  static void advance(Handle handle, OrganisationId organisation) {
    handle
        .createUpdate(
            "insert into register (org, version) values (:org, 0)"
                + " on conflict (org) do update set version = register.version + 1")
        .bind("org", organisation.value())
        .execute();
  }

  private void tell(
      Handle handle,
      Cause cause,
      OrganisationId organisation,
      SentinelId id,
      Known known,
      Instant at) {
    journal.appendNext(
        handle,
        Uuids.v5(STATES, organisation + "/" + id),
        List.of(SentinelAvro.registered(organisation, id, known, at)),
        cause);
  }

  private static UUID stream(OrganisationId organisation, SentinelId id) {
    return Uuids.v5(STREAMS, organisation + "/" + id);
  }
}
