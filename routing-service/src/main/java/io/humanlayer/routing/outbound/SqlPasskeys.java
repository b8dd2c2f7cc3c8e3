package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Outcome;
import io.humanlayer.kernel.SentinelId;
import io.humanlayer.routing.app.Passkeys;
import io.humanlayer.routing.core.sentinels.Passkey;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.core.sentinels.SentinelCommand.AddPasskey;
import io.humanlayer.routing.core.sentinels.SentinelCommand.RemovePasskey;
import io.humanlayer.routing.core.sentinels.SentinelEvent;
import io.humanlayer.routing.core.sentinels.SentinelRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Passkeys in PostgreSQL; each change of them is one of the register, and leaves through the
/// journal.
@ApplicationScoped
public class SqlPasskeys implements Passkeys {

  private final Jdbi jdbi;
  private final RegisterJournal register;

  public SqlPasskeys(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.register = new RegisterJournal(jdbi, journal, ids);
  }

  @Override
  public void ask(String hash, Sentinel sentinel, Instant until) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into passkey_question (hash, org, sentinel, ends_at)"
                        + " values (:hash, :org, :sentinel, :until)")
                .bind("hash", hash)
                .bind("org", sentinel.organisation().value())
                .bind("sentinel", sentinel.id().value())
                .bind("until", Timestamps.of(until))
                .execute());
  }

  @Override
  public boolean answered(String hash, Sentinel sentinel, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "delete from passkey_question where hash = :hash and org = :org"
                            + " and sentinel = :sentinel and ends_at > :at")
                    .bind("hash", hash)
                    .bind("org", sentinel.organisation().value())
                    .bind("sentinel", sentinel.id().value())
                    .bind("at", Timestamps.of(at))
                    .execute()
                == 1);
  }

  @Override
  public Outcome<SentinelEvent> add(
      Sentinel sentinel, Passkey passkey, byte[] attestation, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          RegisterJournal.advance(handle, sentinel.organisation());
          if (isSomebodyElses(handle, sentinel, passkey.credential())) {
            return Outcome.refused(SentinelRefusal.PASSKEY_TAKEN);
          }
          var outcome =
              register.run(
                  handle, sentinel.organisation(), sentinel.id(), new AddPasskey(passkey, at));
          if (outcome instanceof Outcome.Accepted<SentinelEvent>(var events) && !events.isEmpty()) {
            handle
                .createUpdate(
                    "update passkey set attestation = :attestation"
                        + " where org = :org and credential = :credential")
                .bind("attestation", attestation)
                .bind("org", sentinel.organisation().value())
                .bind("credential", passkey.credential())
                .execute();
          }
          return outcome;
        });
  }

  private static boolean isSomebodyElses(Handle handle, Sentinel sentinel, String credential) {
    return handle
        .createQuery(
            "select exists (select 1 from passkey where org = :org and credential = :credential"
                + " and sentinel <> :sentinel)")
        .bind("org", sentinel.organisation().value())
        .bind("credential", credential)
        .bind("sentinel", sentinel.id().value())
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public Outcome<SentinelEvent> remove(Sentinel sentinel, String credential, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          RegisterJournal.advance(handle, sentinel.organisation());
          return register.run(
              handle, sentinel.organisation(), sentinel.id(), new RemovePasskey(credential, at));
        });
  }

  @Override
  public List<Kept> of(OrganisationId organisation, SentinelId sentinel) {
    return jdbi.withHandle(handle -> PasskeyRows.of(handle, organisation, sentinel));
  }

  @Override
  public boolean counted(Sentinel sentinel, String credential, long signCount) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update passkey set sign_count = :count
                        where org = :org and sentinel = :sentinel and credential = :credential
                          and removed_at is null
                          and (sign_count < :count or (sign_count = 0 and :count = 0))
                        """)
                    .bind("count", signCount)
                    .bind("org", sentinel.organisation().value())
                    .bind("sentinel", sentinel.id().value())
                    .bind("credential", credential)
                    .execute()
                == 1);
  }
}
