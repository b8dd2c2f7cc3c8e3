package io.humanlayer.policy.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.policy.app.PolicyArchive;
import io.humanlayer.policy.app.PolicyDocuments;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.wire.PolicyAvro;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Policies in PostgreSQL. The document and the events that publish it commit together.
@Singleton
public final class SqlPolicies implements PolicyArchive, PolicyDocuments {

  /// The namespace of the streams of this service.
  private static final UUID STREAMS = UUID.fromString("5f0c0c2e-4a34-5d0b-9a1e-6f1f6f0a7b11");

  private record Newest(int number, String digest) {}

  private final Jdbi jdbi;
  private final Journal journal;

  public SqlPolicies(Jdbi jdbi, Journal journal) {
    this.jdbi = jdbi;
    this.journal = journal;
  }

  @Override
  public Numbered publish(Manuscript manuscript, Instant at) {
    return jdbi.inTransaction(handle -> publish(handle, manuscript, at));
  }

  private Numbered publish(Handle handle, Manuscript manuscript, Instant at) {
    String title = manuscript.organisation() + "/" + manuscript.layer() + "/" + manuscript.name();
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended(:title, 0))")
        .bind("title", title)
        .map((_, _) -> 0)
        .one();
    var newest = newest(handle, manuscript);
    if (newest.digest().equals(manuscript.digest())) {
      return new Numbered(newest.number(), false);
    }
    int number = newest.number() + 1;
    handle
        .createUpdate(
            """
            insert into policy_document
              (org, layer, name, number, digest, canonical, source, published_at)
            values (:org, :layer, :name, :number, :digest, :canonical, :source, :at)
            """)
        .bind("org", manuscript.organisation().value())
        .bind("layer", manuscript.layer())
        .bind("name", manuscript.name())
        .bind("number", number)
        .bind("digest", manuscript.digest())
        .bind("canonical", manuscript.canonical())
        .bind("source", manuscript.source())
        .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .execute();
    journal.appendNext(
        handle,
        Uuids.v5(STREAMS, title),
        PolicyAvro.write(manuscript, number, at),
        new Cause("policy-engine", title + "/" + number, manuscript.organisation().value(), null));
    return new Numbered(number, true);
  }

  private static Newest newest(Handle handle, Manuscript manuscript) {
    return handle
        .createQuery(
            """
            select number, digest from policy_document
            where org = :org and layer = :layer and name = :name
            order by number desc limit 1
            """)
        .bind("org", manuscript.organisation().value())
        .bind("layer", manuscript.layer())
        .bind("name", manuscript.name())
        .map((row, _) -> new Newest(row.getInt("number"), row.getString("digest")))
        .findOne()
        .orElse(new Newest(0, ""));
  }

  @Override
  public List<Entry> list(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select layer, name, number, digest, published_at from policy_document
                    where org = :org order by layer, name, number desc
                    """)
                .bind("org", organisation.value())
                .map(
                    (row, _) ->
                        new Entry(
                            new PolicyRef(
                                organisation,
                                Layer.valueOf(row.getString("layer").toUpperCase(Locale.ROOT)),
                                row.getString("name"),
                                row.getInt("number")),
                            row.getString("digest"),
                            row.getObject("published_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public Optional<String> canonical(PolicyRef policy) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select canonical from policy_document
                    where org = :org and layer = :layer and name = :name and number = :number
                    """)
                .bind("org", policy.organisation().value())
                .bind("layer", policy.layer().word())
                .bind("name", policy.name())
                .bind("number", policy.number())
                .mapTo(String.class)
                .findOne());
  }
}
