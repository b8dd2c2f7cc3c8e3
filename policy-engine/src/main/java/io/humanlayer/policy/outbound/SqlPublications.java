package io.humanlayer.policy.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.Inbox;
import io.humanlayer.eventing.Journal;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.policy.app.Publications;
import io.humanlayer.policy.core.publication.Ending;
import io.humanlayer.policy.core.publication.HumanDecision;
import io.humanlayer.policy.core.publication.Kind;
import io.humanlayer.policy.core.publication.Publication;
import io.humanlayer.policy.core.publication.PublicationRules;
import io.humanlayer.policy.core.publication.Stage;
import io.humanlayer.policy.wire.PolicyAvro;
import io.humanlayer.policy.wire.PublicationAvro;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Publications in PostgreSQL. What is asked of humans leaves through the journal, like every fact.
@Singleton
public final class SqlPublications implements Publications {

  private static final String READER = "policy-engine-publications";

  private final Jdbi jdbi;
  private final Journal journal;

  public SqlPublications(Jdbi jdbi, Journal journal) {
    this.jdbi = jdbi;
    this.journal = journal;
  }

  @Override
  public Asked ask(Question question, Instant at) {
    return jdbi.inTransaction(handle -> ask(handle, question, at));
  }

  private Asked ask(Handle handle, Question question, Instant at) {
    var policy = question.policy();
    PolicyRows.lock(handle, policy.organisation(), policy.layer(), policy.name());
    var open =
        handle
            .createQuery(
                """
                select * from publication
                where org = :org and layer = :layer and name = :name and state = 'ASKED'
                """)
            .bind("org", policy.organisation().value())
            .bind("layer", policy.layer().word())
            .bind("name", policy.name())
            .map((row, _) -> publication(row))
            .findOne();
    if (open.isPresent()) {
      return open.get().policy().equals(policy)
          ? new Asked.Open(open.get())
          : new Asked.Busy(open.get());
    }
    int replaces =
        PolicyRows.bound(
            handle, policy.organisation(), policy.layer(), policy.name(), Stage.ENFORCED);
    var asked =
        new Publication(
            question.id(),
            policy,
            question.digest(),
            replaces,
            question.author(),
            question.kind(),
            PublicationAvro.actionDigest(question, replaces),
            at);
    insert(handle, asked);
    append(
        handle,
        asked,
        List.of(PublicationAvro.asked(asked), PublicationAvro.request(question, replaces, at)),
        asked.id().toString());
    return new Asked.Open(asked);
  }

  private static void insert(Handle handle, Publication asked) {
    var policy = asked.policy();
    handle
        .createUpdate(
            """
            insert into publication (id, org, layer, name, number, digest, replaces, author,
              direction, approvals, action_digest, asked_at)
            values (:id, :org, :layer, :name, :number, :digest, :replaces, :author,
              :direction, :approvals, :actionDigest, :at)
            """)
        .bind("id", asked.id())
        .bind("org", policy.organisation().value())
        .bind("layer", policy.layer().word())
        .bind("name", policy.name())
        .bind("number", policy.number())
        .bind("digest", asked.digest())
        .bind("replaces", asked.replaces())
        .bind("author", asked.author())
        .bind("direction", asked.kind().name())
        .bind("approvals", asked.kind().approvals())
        .bind("actionDigest", asked.actionDigest())
        .bind("at", PolicyRows.time(asked.askedAt()))
        .execute();
  }

  @Override
  public Optional<Ending> decided(Decision decision) {
    return jdbi.inTransaction(
        handle ->
            find(handle, decision.organisation(), decision.actionDigest())
                .filter(_ -> Inbox.firstTime(handle, READER, decision.messageId()))
                .map(
                    asked ->
                        end(
                            handle,
                            asked,
                            decision.decision(),
                            decision.messageId(),
                            decision.at())));
  }

  private static Optional<Publication> find(
      Handle handle, OrganisationId organisation, String actionDigest) {
    return handle
        .createQuery(
            """
            select * from publication
            where org = :org and action_digest = :digest and state = 'ASKED' for update
            """)
        .bind("org", organisation.value())
        .bind("digest", actionDigest)
        .map((row, _) -> publication(row))
        .findOne();
  }

  private Ending end(
      Handle handle, Publication asked, HumanDecision decision, String messageId, Instant at) {
    var policy = asked.policy();
    PolicyRows.lock(handle, policy.organisation(), policy.layer(), policy.name());
    int now =
        PolicyRows.bound(
            handle, policy.organisation(), policy.layer(), policy.name(), Stage.ENFORCED);
    var ending = PublicationRules.end(asked, now, decision);
    switch (ending) {
      case Ending.Enforced(List<String> approvedBy) -> {
        PolicyRows.bind(handle, policy, Stage.ENFORCED, at);
        close(handle, asked, "ENFORCED", null, at);
        append(
            handle,
            asked,
            List.of(
                PolicyAvro.bound(policy, Stage.ENFORCED, asked.id().toString(), approvedBy, at)),
            messageId);
      }
      case Ending.Refused(Ending.Reason reason) -> {
        close(handle, asked, "REFUSED", reason.name(), at);
        append(handle, asked, List.of(PublicationAvro.refused(asked, reason, at)), messageId);
      }
    }
    return ending;
  }

  private static void close(
      Handle handle, Publication asked, String state, @Nullable String reason, Instant at) {
    handle
        .createUpdate(
            "update publication set state = :state, reason = :reason, ended_at = :at"
                + " where id = :id")
        .bind("state", state)
        .bind("reason", reason)
        .bind("at", PolicyRows.time(at))
        .bind("id", asked.id())
        .execute();
  }

  private void append(
      Handle handle, Publication asked, List<OutgoingEvent> events, String messageId) {
    var policy = asked.policy();
    journal.appendNext(
        handle,
        PolicyRows.stream(policy.organisation(), policy.layer(), policy.name()),
        events,
        new Cause(READER, messageId, policy.organisation().value(), null));
  }

  @Override
  public List<Entry> list(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from publication where org = :org order by asked_at desc limit 100")
                .bind("org", organisation.value())
                .map(
                    (row, _) ->
                        new Entry(
                            publication(row), row.getString("state"), row.getString("reason")))
                .list());
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        row.getObject("id", UUID.class),
        PolicyRows.policy(row),
        row.getString("digest"),
        row.getInt("replaces"),
        row.getString("author"),
        Kind.valueOf(row.getString("direction")),
        row.getString("action_digest"),
        PolicyRows.instant(row, "asked_at"));
  }
}
