package io.humanlayer.policy.outbound;

import static io.humanlayer.policy.outbound.HistoryRows.utc;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.Journal;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.app.GrantStore;
import io.humanlayer.policy.core.grant.Fit;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Grounds.Granted;
import io.humanlayer.policy.wire.GrantAvro;
import io.humanlayer.policy.wire.HistoryJson;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Grants in PostgreSQL. What happens to the grants of one agent and operation happens one after
/// the other, whichever engine does it.
@Singleton
public final class SqlGrants implements GrantStore {

  private static final String ENGINE = "policy-engine";
  private static final String ERASED = "dossier-erased";
  private static final String REJECTED = "rejected";

  private final Jdbi jdbi;
  private final Journal journal;

  public SqlGrants(Jdbi jdbi, Journal journal) {
    this.jdbi = jdbi;
    this.journal = journal;
  }

  @Override
  public List<Proposal> proposals(Collection<RequestId> requests) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from recorded_request
                    where request_id = any(:ids) and grant_uses > 0 and basis = 'SENTINEL'
                      and outcome in ('APPROVED', 'APPROVED_WITH_EDITS')
                      and ruling = 'ARBITRIUM' and grant_ceiling is not null
                      and arguments is not null
                    order by request_id
                    """)
                .bindArray("ids", UUID.class, requests.stream().map(RequestId::value).toArray())
                .map((row, _) -> GrantRows.proposal(row))
                .list());
  }

  @Override
  public void make(Grant grant) {
    jdbi.useTransaction(
        handle -> {
          lock(handle, grant.organisation(), grant.agent(), grant.operation());
          if (insert(handle, grant)) {
            append(handle, grant, GrantAvro.made(grant), grant.request().toString());
          }
        });
  }

  private static boolean insert(Handle handle, Grant grant) {
    return handle
            .createUpdate(
                """
                insert into standing_grant
                  (id, org, request_id, agent, agent_version, operation, action_digest, approved,
                   policies, rules, conditions, sentinels, uses, uses_left, expires_at, made_at)
                select :id, :org, :request, :agent, :version, :operation, :digest, :approved,
                       :policies::jsonb, :rules::jsonb, :similar::jsonb, :sentinels::jsonb, :uses,
                       :uses, :until, :at
                where not exists (
                  select from recorded_request
                  where org = :org and agent = :agent and operation = :operation
                    and outcome = 'REJECTED' and basis = 'SENTINEL' and decided_at >= :at)
                on conflict (id) do nothing
                """)
            .bind("id", grant.id())
            .bind("org", grant.organisation().value())
            .bind("request", grant.request().value())
            .bind("agent", grant.agent())
            .bind("version", grant.agentVersion())
            .bind("operation", grant.operation())
            .bind("digest", grant.actionDigest())
            .bind("approved", grant.approved())
            .bind("policies", HistoryJson.policies(grant.policies()))
            .bind("rules", HistoryJson.rules(List.copyOf(grant.rules())))
            .bind("similar", HistoryJson.texts(List.copyOf(grant.similar())))
            .bind("sentinels", HistoryJson.texts(grant.sentinels()))
            .bind("uses", grant.uses())
            .bind("until", utc(grant.until()))
            .bind("at", utc(grant.madeAt()))
            .execute()
        == 1;
  }

  @Override
  public Optional<Granted> use(DecisionRequest request, Function<Grant, Fit> fit) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, request.organisation(), request.agent().id(), request.operation());
          var before = GrantAnswers.find(handle, request.id());
          if (before.isPresent()) {
            return before.get().granted();
          }
          var granted = firstFit(handle, request, fit);
          GrantAnswers.keep(handle, request, granted);
          return granted;
        });
  }

  private Optional<Granted> firstFit(
      Handle handle, DecisionRequest request, Function<Grant, Fit> fit) {
    for (var grant : live(handle, request)) {
      switch (fit.apply(grant)) {
        case Fit.Answers _ -> {
          int left = grant.usesLeft() - 1;
          handle
              .createUpdate("update standing_grant set uses_left = :left where id = :id")
              .bind("left", left)
              .bind("id", grant.id())
              .execute();
          append(
              handle, grant, GrantAvro.used(grant, request, left), request.messageId().toString());
          return Optional.of(new Granted(grant.id(), grant.request()));
        }
        case Fit.Outdated(String why) ->
            revoke(handle, grant, new Grant.Revocation(why, ENGINE, request.submittedAt()));
        case Fit.Differs _ -> {}
      }
    }
    return Optional.empty();
  }

  private static List<Grant> live(Handle handle, DecisionRequest request) {
    return handle
        .createQuery(
            """
            select * from standing_grant
            where org = :org and agent = :agent and operation = :operation
              and revoked_at is null and uses_left > 0 and expires_at > :at
            order by made_at, id
            """)
        .bind("org", request.organisation().value())
        .bind("agent", request.agent().id())
        .bind("operation", request.operation())
        .bind("at", utc(request.submittedAt()))
        .map((row, _) -> GrantRows.grant(row))
        .list();
  }

  @Override
  public void rejected(OrganisationId organisation, String agent, String operation, Instant at) {
    jdbi.useTransaction(
        handle -> {
          lock(handle, organisation, agent, operation);
          handle
              .createQuery(
                  """
                  select * from standing_grant
                  where org = :org and agent = :agent and operation = :operation
                    and made_at <= :at and revoked_at is null
                  """)
              .bind("org", organisation.value())
              .bind("agent", agent)
              .bind("operation", operation)
              .bind("at", utc(at))
              .map((row, _) -> GrantRows.grant(row))
              .list()
              .forEach(grant -> revoke(handle, grant, new Grant.Revocation(REJECTED, ENGINE, at)));
        });
  }

  @Override
  public void erased(Collection<RequestId> requests, Instant at) {
    var ids = requests.stream().map(RequestId::value).toList();
    revoke(grant -> ids.contains(grant.request().value()), ERASED, at);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update standing_grant set approved = null where request_id = any(:ids)")
                .bindArray("ids", UUID.class, ids.toArray())
                .execute());
  }

  @Override
  public int revoke(Predicate<Grant> outdated, String reasonCode, Instant at) {
    var live =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select * from standing_grant where revoked_at is null and uses_left > 0"
                            + " and expires_at > :at order by id")
                    .bind("at", utc(at))
                    .map((row, _) -> GrantRows.grant(row))
                    .list());
    int revoked = 0;
    for (var grant : live) {
      if (outdated.test(grant)) {
        jdbi.useTransaction(
            handle -> {
              lock(handle, grant.organisation(), grant.agent(), grant.operation());
              revoke(handle, grant, new Grant.Revocation(reasonCode, ENGINE, at));
            });
        revoked++;
      }
    }
    return revoked;
  }

  @Override
  public boolean revoke(
      OrganisationId organisation, UUID id, String reasonCode, String by, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          var grant =
              handle
                  .createQuery("select * from standing_grant where org = :org and id = :id")
                  .bind("org", organisation.value())
                  .bind("id", id)
                  .map((row, _) -> GrantRows.grant(row))
                  .findOne();
          grant.ifPresent(
              found -> {
                lock(handle, organisation, found.agent(), found.operation());
                revoke(handle, found, new Grant.Revocation(reasonCode, by, at));
              });
          return grant.isPresent();
        });
  }

  /// Revokes a grant and says so, unless it is revoked already.
  private void revoke(Handle handle, Grant grant, Grant.Revocation revocation) {
    int changed =
        handle
            .createUpdate(
                """
                update standing_grant set revoked_at = :at, revoked_why = :why, revoked_by = :by
                where id = :id and revoked_at is null
                """)
            .bind("at", utc(revocation.at()))
            .bind("why", revocation.reasonCode())
            .bind("by", revocation.by())
            .bind("id", grant.id())
            .execute();
    if (changed == 1) {
      append(handle, grant, GrantAvro.revoked(grant, revocation), grant.request().toString());
    }
  }

  private void append(Handle handle, Grant grant, OutgoingEvent event, String cause) {
    journal.appendNext(
        handle,
        grant.id(),
        List.of(event),
        new Cause(ENGINE, cause, grant.organisation().value(), null));
  }

  @Override
  public List<Grant> list(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from standing_grant where org = :org order by made_at desc, id"
                        + " limit 1000")
                .bind("org", organisation.value())
                .map((row, _) -> GrantRows.grant(row))
                .list());
  }

  @Override
  public int forget(Instant then) {
    return jdbi.withHandle(handle -> GrantAnswers.forget(handle, then));
  }

  private static void lock(
      Handle handle, OrganisationId organisation, String agent, String operation) {
    handle
        .createQuery("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
        .bind("what", String.join("\n", "grant", organisation.value(), agent, operation))
        .map((_, _) -> 0)
        .one();
  }
}
