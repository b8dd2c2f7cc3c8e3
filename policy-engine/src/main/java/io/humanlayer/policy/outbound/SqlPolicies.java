package io.humanlayer.policy.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.Journal;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.PolicyArchive;
import io.humanlayer.policy.app.PolicyDocuments;
import io.humanlayer.policy.app.PolicySeal;
import io.humanlayer.policy.core.policy.Layer;
import io.humanlayer.policy.core.policy.PolicyRef;
import io.humanlayer.policy.core.publication.Stage;
import io.humanlayer.policy.wire.PolicyAvro;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Policies in PostgreSQL. The document, its bindings and the events of both commit together.
@Singleton
public final class SqlPolicies implements PolicyArchive, PolicyDocuments {

  private static final String READER = "policy-engine";
  private static final String WITH_STAGE =
      """
      select d.*, coalesce((select max(b.stage) from policy_binding b
        where b.org = d.org and b.layer = d.layer and b.name = d.name and b.number = d.number
          and b.stage = 'enforced'),
        (select b.stage from policy_binding b
        where b.org = d.org and b.layer = d.layer and b.name = d.name and b.number = d.number
          and b.stage = 'shadow'), 'draft') as stage
      from policy_document d
      """;

  private final Jdbi jdbi;
  private final Journal journal;
  private final PolicySeal seal;

  public SqlPolicies(Jdbi jdbi, Journal journal, PolicySeal seal) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.seal = seal;
  }

  @Override
  public Numbered store(Manuscript manuscript, Instant at) {
    return jdbi.inTransaction(handle -> store(handle, manuscript, at));
  }

  private Numbered store(Handle handle, Manuscript manuscript, Instant at) {
    PolicyRows.lock(handle, manuscript.organisation(), manuscript.layer(), manuscript.name());
    var known = numberOf(handle, manuscript);
    if (known.isPresent()) {
      return new Numbered(known.get(), false);
    }
    int number = newest(handle, manuscript) + 1;
    var policy =
        new PolicyRef(manuscript.organisation(), manuscript.layer(), manuscript.name(), number);
    String signature = seal.sign(policy, manuscript.digest());
    handle
        .createUpdate(
            """
            insert into policy_document
              (org, layer, name, number, digest, canonical, source, author, signature, published_at)
            values
              (:org, :layer, :name, :number, :digest, :canonical, :source, :author, :signature, :at)
            """)
        .bind("org", manuscript.organisation().value())
        .bind("layer", manuscript.layer().word())
        .bind("name", manuscript.name())
        .bind("number", number)
        .bind("digest", manuscript.digest())
        .bind("canonical", manuscript.canonical())
        .bind("source", manuscript.source())
        .bind("author", manuscript.author())
        .bind("signature", signature)
        .bind("at", PolicyRows.time(at))
        .execute();
    append(
        handle,
        policy,
        PolicyAvro.published(
            policy,
            manuscript.digest(),
            manuscript.canonical(),
            manuscript.author(),
            signature,
            seal.verifierKey(),
            at));
    return new Numbered(number, true);
  }

  private static Optional<Integer> numberOf(Handle handle, Manuscript manuscript) {
    return handle
        .createQuery(
            """
            select max(number) from policy_document
            where org = :org and layer = :layer and name = :name and digest = :digest
            """)
        .bind("org", manuscript.organisation().value())
        .bind("layer", manuscript.layer().word())
        .bind("name", manuscript.name())
        .bind("digest", manuscript.digest())
        .mapTo(Integer.class)
        .findOne();
  }

  private static int newest(Handle handle, Manuscript manuscript) {
    return handle
        .createQuery(
            """
            select coalesce(max(number), 0) from policy_document
            where org = :org and layer = :layer and name = :name
            """)
        .bind("org", manuscript.organisation().value())
        .bind("layer", manuscript.layer().word())
        .bind("name", manuscript.name())
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public boolean bindFirst(PolicyRef policy, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          PolicyRows.lock(handle, policy.organisation(), policy.layer(), policy.name());
          int now =
              PolicyRows.bound(
                  handle, policy.organisation(), policy.layer(), policy.name(), Stage.ENFORCED);
          if (now != 0) {
            return now == policy.number();
          }
          PolicyRows.bind(handle, policy, Stage.ENFORCED, at);
          append(handle, policy, PolicyAvro.bound(policy, Stage.ENFORCED, null, List.of(), at));
          return true;
        });
  }

  @Override
  public void shadow(
      OrganisationId organisation, Layer layer, String name, @Nullable Integer number, Instant at) {
    jdbi.useTransaction(
        handle -> {
          PolicyRows.lock(handle, organisation, layer, name);
          var policy = new PolicyRef(organisation, layer, name, number == null ? 0 : number);
          if (PolicyRows.bound(handle, organisation, layer, name, Stage.SHADOW)
              == policy.number()) {
            return;
          }
          if (number == null) {
            handle
                .createUpdate(
                    """
                    delete from policy_binding
                    where org = :org and layer = :layer and name = :name and stage = 'shadow'
                    """)
                .bind("org", organisation.value())
                .bind("layer", layer.word())
                .bind("name", name)
                .execute();
          } else {
            PolicyRows.bind(handle, policy, Stage.SHADOW, at);
          }
          append(handle, policy, PolicyAvro.bound(policy, Stage.SHADOW, null, List.of(), at));
        });
  }

  private void append(Handle handle, PolicyRef policy, OutgoingEvent event) {
    journal.appendNext(
        handle,
        PolicyRows.stream(policy.organisation(), policy.layer(), policy.name()),
        List.of(event),
        new Cause(
            READER,
            PolicyRows.title(policy.organisation(), policy.layer(), policy.name())
                + "/"
                + policy.number(),
            policy.organisation().value(),
            null));
  }

  @Override
  public boolean wasEnforced(PolicyRef policy) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from policy_enforcement
                      where org = :org and layer = :layer and name = :name and number = :number)
                    """)
                .bind("org", policy.organisation().value())
                .bind("layer", policy.layer().word())
                .bind("name", policy.name())
                .bind("number", policy.number())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public List<PolicyRef> enforced(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from policy_binding where org = :org and stage = 'enforced'
                    order by layer, name
                    """)
                .bind("org", organisation.value())
                .map((row, _) -> PolicyRows.policy(row))
                .list());
  }

  @Override
  public List<Entry> list(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(WITH_STAGE + " where d.org = :org order by layer, name, number desc")
                .bind("org", organisation.value())
                .map((row, _) -> entry(row))
                .list());
  }

  @Override
  public Optional<Volume> find(PolicyRef policy) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    WITH_STAGE
                        + " where d.org = :org and d.layer = :layer and d.name = :name"
                        + " and d.number = :number")
                .bind("org", policy.organisation().value())
                .bind("layer", policy.layer().word())
                .bind("name", policy.name())
                .bind("number", policy.number())
                .map(
                    (row, _) ->
                        new Volume(entry(row), row.getString("canonical"), row.getString("source")))
                .findOne());
  }

  @Override
  public Optional<String> canonical(PolicyRef policy) {
    return find(policy).map(Volume::canonical);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        PolicyRows.policy(row),
        row.getString("digest"),
        row.getString("author"),
        row.getString("signature"),
        PolicyRows.instant(row, "published_at"),
        Stage.of(row.getString("stage")).orElse(Stage.DRAFT));
  }
}
