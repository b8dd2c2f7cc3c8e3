package io.humanlayer.ledger.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.Disclosures;
import io.humanlayer.proof.decision.Disclosure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Disclosures in PostgreSQL, encrypted, one row per event.
@ApplicationScoped
public class SqlDisclosures implements Disclosures {

  private final Jdbi jdbi;
  private final MasterCipher cipher;

  public SqlDisclosures(
      Jdbi jdbi, @ConfigProperty(name = "humanlayer.master-key") String masterKey) {
    this.jdbi = jdbi;
    this.cipher = new MasterCipher(masterKey, "hl.ledger.disclosure/1");
  }

  @Override
  public List<Disclosure> keep(
      OrganisationId org, RequestId request, UUID event, List<Disclosure> fresh) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, request);
          handle
              .createUpdate(
                  """
                  insert into ledger_disclosure (event_id, request_id, org, sealed)
                  select :event, :request, :org, :sealed
                  where not exists (select 1 from ledger_erasure where request_id = :request)
                  on conflict (event_id) do nothing
                  """)
              .bind("event", event)
              .bind("request", request.value())
              .bind("org", org.value())
              .bind("sealed", cipher.seal(event.toString(), write(fresh)))
              .execute();
          List<Disclosure> kept = read(handle, "event_id = :id", event);
          return kept.isEmpty() ? fresh : kept;
        });
  }

  @Override
  public List<Disclosure> of(OrganisationId org, RequestId request) {
    return jdbi.withHandle(
        handle ->
            read(
                handle
                    .createQuery(
                        "select event_id, sealed from ledger_disclosure where request_id = :id"
                            + " and org = :org order by event_id")
                    .bind("org", org.value())
                    .bind("id", request.value())));
  }

  @Override
  public void erase(OrganisationId org, RequestId request, Instant at) {
    jdbi.useTransaction(
        handle -> {
          lock(handle, request);
          handle
              .createUpdate(
                  "insert into ledger_erasure (request_id, org, at) values (:request, :org, :at)"
                      + " on conflict (request_id) do nothing")
              .bind("request", request.value())
              .bind("org", org.value())
              .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
              .execute();
          handle
              .createUpdate(
                  "delete from ledger_disclosure where request_id = :request and org = :org")
              .bind("request", request.value())
              .bind("org", org.value())
              .execute();
        });
  }

  @Override
  public int eraseOlderThan(Instant before) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("delete from ledger_disclosure where kept_at < :before")
                .bind("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
                .execute());
  }

  /// So that nothing is kept while the erasure of the same request commits.
  private static void lock(Handle handle, RequestId request) {
    handle
        .createQuery("select pg_advisory_xact_lock(:request)")
        .bind("request", request.value().getLeastSignificantBits())
        .map((_, _) -> 0)
        .one();
  }

  private List<Disclosure> read(Handle handle, String where, UUID id) {
    return read(
        handle
            .createQuery("select event_id, sealed from ledger_disclosure where " + where)
            .bind("id", id));
  }

  private List<Disclosure> read(Query query) {
    return query
        .map((row, _) -> parse(cipher.open(row.getString("event_id"), row.getBytes("sealed"))))
        .list()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /// One line each: a value is JSON text, which has no line feed of its own.
  private static byte[] write(List<Disclosure> disclosures) {
    return disclosures.stream()
        .map(it -> it.salt() + " " + it.name() + " " + it.value())
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Disclosure> parse(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", 3))
        .map(part -> new Disclosure(part[0], part[1], part[2]))
        .toList();
  }
}
