package io.humanlayer.gateway.outbound;

import io.humanlayer.gateway.app.Denials;
import io.humanlayer.gateway.core.denial.Denial;
import io.humanlayer.gateway.core.denial.DenialChange;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The last human decision on each action of each agent, in PostgreSQL.
@ApplicationScoped
public class SqlDenials implements Denials {

  /// That the row is a rejection of the action which stands.
  static final String STANDS =
      "org = :org and agent = :agent and action_digest = :digest and rejected and not reopened";

  private static final String JUDGED =
      """
      insert into human_decision
        (org, agent, action_digest, request_id, rejected, reason_code, decided_at)
      values (:org, :agent, :digest, :request, :rejected, :reason, :at)
      on conflict (org, agent, action_digest) do update set
        request_id = excluded.request_id, rejected = excluded.rejected,
        reason_code = excluded.reason_code, decided_at = excluded.decided_at, reopened = false
      where human_decision.request_id <> excluded.request_id
        and human_decision.decided_at <= excluded.decided_at
      """;

  private final Jdbi jdbi;

  public SqlDenials(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void note(List<DenialChange> changes) {
    jdbi.useTransaction(handle -> changes.forEach(change -> note(handle, change)));
  }

  private static void note(Handle handle, DenialChange change) {
    switch (change) {
      case DenialChange.Judged judged ->
          handle
              .createUpdate(JUDGED)
              .bind("org", judged.org().value())
              .bind("agent", judged.agent().value())
              .bind("digest", judged.actionDigest())
              .bind("request", judged.request().value())
              .bind("rejected", judged.rejected())
              .bind("reason", judged.reasonCode())
              .bind("at", Rows.utc(judged.decidedAt()))
              .execute();
      case DenialChange.Reopened(RequestId request) ->
          handle
              .createUpdate("update human_decision set reopened = true where request_id = :request")
              .bind("request", request.value())
              .execute();
    }
  }

  /// The rejection of this action that stands.
  static Optional<Denial> standing(
      Handle handle, OrganisationId org, AgentId agent, String actionDigest) {
    return handle
        .createQuery(
            "select request_id, decided_at, reason_code from human_decision where " + STANDS)
        .bind("org", org.value())
        .bind("agent", agent.value())
        .bind("digest", actionDigest)
        .map(
            (row, _) ->
                new Denial(
                    new RequestId(row.getObject("request_id", UUID.class)),
                    Rows.instant(row, "decided_at"),
                    row.getString("reason_code")))
        .findOne();
  }
}
