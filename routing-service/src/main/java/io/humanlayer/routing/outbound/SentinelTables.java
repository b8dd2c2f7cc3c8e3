package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.DeciderRunner;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.core.sentinels.Accreditation;
import io.humanlayer.routing.core.sentinels.Mandate;
import io.humanlayer.routing.core.sentinels.Particulars;
import io.humanlayer.routing.core.sentinels.Presence;
import io.humanlayer.routing.core.sentinels.Proofing;
import io.humanlayer.routing.core.sentinels.Registration;
import io.humanlayer.routing.core.sentinels.Registration.Known;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What queries need of one Sentinel. It follows from the events alone, but for the name, which
/// stands as the id until somebody writes it.
record SentinelTables(OrganisationId organisation, SentinelId id)
    implements DeciderRunner.Projection<Registration, SentinelEvent> {

  @Override
  public void apply(
      Handle handle,
      UUID stream,
      Registration before,
      List<SentinelEvent> events,
      Registration after) {
    if (events.isEmpty() || !(after instanceof Known known)) {
      return;
    }
    Accreditation held = known.accreditation();
    write(handle, known, held);
    PasskeyRows.apply(handle, stream, organisation, id, events);
    QualificationRows.replace(handle, organisation, id, held.qualifications());
    held.mandates().values().forEach(mandate -> write(handle, mandate));
    handle
        .createUpdate(
            "delete from conflict where org = :org and sentinel = :id and not id = any(:conflicts)")
        .bind("org", organisation.value())
        .bind("id", id.value())
        .bindArray(
            "conflicts",
            String.class,
            held.conflicts().stream().map(it -> (Object) it.id()).toArray())
        .execute();
  }

  private void write(Handle handle, Known known, Accreditation held) {
    Particulars particulars = held.particulars();
    @Nullable Proofing proofing = held.proofing();
    handle
        .createUpdate(
            """
            insert into sentinel (org, id, display_name, source, active, languages, jurisdictions,
              owner_of, provider, company, household, capacity, proofing_method, proofing_level,
              proofed_by, proofed_at, suspended, away, away_until, lapses)
            values (:org, :id, :id, :source, :active, :languages, :jurisdictions,
              :ownerOf, :provider, :company, :household, :capacity, :method, :level,
              :verifier, :proofedAt, :suspended, :away, :awayUntil, :lapses)
            on conflict (org, id) do update set source = excluded.source, active = excluded.active,
              languages = excluded.languages, jurisdictions = excluded.jurisdictions,
              owner_of = excluded.owner_of, provider = excluded.provider,
              company = excluded.company, household = excluded.household,
              capacity = excluded.capacity, proofing_method = excluded.proofing_method,
              proofing_level = excluded.proofing_level, proofed_by = excluded.proofed_by,
              proofed_at = excluded.proofed_at, suspended = excluded.suspended,
              away = excluded.away, away_until = excluded.away_until, lapses = excluded.lapses
            """)
        .bind("org", organisation.value())
        .bind("id", id.value())
        .bind("source", particulars.source().name())
        .bind("active", particulars.active())
        .bindArray("languages", String.class, Arrays.of(particulars.languages()))
        .bindArray("jurisdictions", String.class, Arrays.of(particulars.jurisdictions()))
        .bindArray("ownerOf", String.class, Arrays.of(particulars.ownerOf()))
        .bind("provider", particulars.affiliation().provider())
        .bind("company", particulars.affiliation().company())
        .bind("household", particulars.affiliation().household())
        .bind("capacity", particulars.capacity())
        .bind("method", proofing == null ? null : proofing.method())
        .bind("level", proofing == null ? null : Integer.valueOf(proofing.level()))
        .bind("verifier", proofing == null ? null : proofing.verifier())
        .bind("proofedAt", proofing == null ? null : Timestamps.of(proofing.at()))
        .bind("suspended", suspended(known))
        .bind("away", held.presence() instanceof Presence.Away away ? away.cause().name() : null)
        .bind("awayUntil", Timestamps.ofOptional(awayUntil(held.presence())))
        .bind("lapses", held.lapses())
        .execute();
  }

  private static @Nullable String suspended(Known known) {
    return switch (known) {
      case Registration.Accredited _ -> null;
      case Registration.Suspended(_, var reason) -> reason;
    };
  }

  private static @Nullable Instant awayUntil(Presence presence) {
    return switch (presence) {
      case Presence.Available _ -> null;
      case Presence.Away(_, var until) -> until;
    };
  }

  private void write(Handle handle, Mandate mandate) {
    var delegation = mandate.delegation();
    handle
        .createUpdate(
            """
            insert into delegation (org, id, delegator, delegate, qualification, held_as, up_to,
                                    valid_from, valid_to, status)
            values (:org, :delegation, :id, :to, :qualification, :heldAs, :upTo, :from, :until,
                    :status)
            on conflict (org, id) do update set status = excluded.status
            """)
        .bind("org", organisation.value())
        .bind("delegation", delegation.id())
        .bind("id", id.value())
        .bind("to", delegation.to().value())
        .bind("qualification", delegation.qualification())
        .bind("heldAs", delegation.heldAs())
        .bind("upTo", delegation.upTo())
        .bind("from", Timestamps.of(delegation.from()))
        .bind("until", Timestamps.of(delegation.until()))
        .bind("status", status(mandate))
        .execute();
  }

  private static String status(Mandate mandate) {
    return switch (mandate) {
      case Mandate.Offered _ -> "OFFERED";
      case Mandate.Accepted _ -> "ACCEPTED";
      case Mandate.Revoked _ -> "REVOKED";
    };
  }
}
