package io.humanlayer.policy.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.PastDecision;
import io.humanlayer.policy.core.history.RecordedRequest;
import io.humanlayer.policy.core.policy.Claims;
import io.humanlayer.policy.core.policy.Requester;
import io.humanlayer.policy.core.policy.Ruling;
import io.humanlayer.policy.wire.HistoryJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// How an entry of history is written to its row, and a row read.
final class HistoryRows {

  private static final String ASKED =
      """
      update recorded_request set
        agent = :agent, agent_name = :agentName, agent_version = :agentVersion,
        agent_owner = :agentOwner, operation = :operation, target = :target,
        action_digest = :digest, arguments = case when erased then null else :arguments end,
        confidence = case when erased then null else :confidence::double precision end,
        risk = case when erased then null else :risk end, submitted_at = :at
      where request_id = :id
      """;
  private static final String RULED =
      """
      update recorded_request set
        ruling = :ruling, policies = :policies::jsonb, rules = :rules::jsonb,
        limits = :limits::jsonb, panels = :panels::jsonb, grant_ceiling = :ceiling
      where request_id = :id
      """;
  private static final String OPENED =
      "update recorded_request set opened_at = :at where request_id = :id";
  private static final String VIEWED =
      """
      update recorded_request set
        views = coalesce(views, '{}') || jsonb_build_object(:sentinel::text,
          least((views ->> :sentinel::text)::bigint, :at))
      where request_id = :id
      """;
  private static final String DECIDED =
      """
      update recorded_request set
        outcome = :outcome, basis = :basis, decided_at = :at, reason_code = :reason,
        verdicts = :verdicts::jsonb, approved = case when erased then null else :approved end,
        grant_uses = :uses, grant_until = :until::timestamptz,
        agent = coalesce(agent, :agent), operation = coalesce(operation, :operation)
      where request_id = :id
      """;
  private static final String ERASED =
      """
      update recorded_request set
        erased = true, arguments = null, approved = null, confidence = null, risk = null
      where request_id = :id
      """;

  private HistoryRows() {}

  /// The statement that adds `entry` to its row.
  static String statement(HistoryEntry entry) {
    return switch (entry) {
      case HistoryEntry.Asked _ -> ASKED;
      case HistoryEntry.Ruled _ -> RULED;
      case HistoryEntry.Opened _ -> OPENED;
      case HistoryEntry.Viewed _ -> VIEWED;
      case HistoryEntry.Decided _ -> DECIDED;
      case HistoryEntry.Erased _ -> ERASED;
    };
  }

  static void bind(HistoryEntry entry, PreparedBatch batch) {
    batch.bind("id", entry.id().value());
    switch (entry) {
      case HistoryEntry.Asked asked ->
          batch
              .bind("agent", asked.agent().id())
              .bind("agentName", asked.agent().name())
              .bind("agentVersion", asked.agent().version())
              .bind("agentOwner", asked.agent().owner())
              .bind("operation", asked.operation())
              .bind("target", asked.target())
              .bind("digest", asked.actionDigest())
              .bind("arguments", asked.arguments())
              .bind("confidence", asked.confidence())
              .bind("risk", asked.risk())
              .bind("at", utc(asked.submittedAt()));
      case HistoryEntry.Ruled ruled ->
          batch
              .bind("ruling", ruled.ruling().name())
              .bind("policies", HistoryJson.policies(ruled.policies()))
              .bind("rules", HistoryJson.rules(ruled.rules()))
              .bind("limits", HistoryJson.limits(ruled.limits()))
              .bind("panels", HistoryJson.texts(ruled.panels()))
              .bind("ceiling", ruled.grantCeiling());
      case HistoryEntry.Viewed viewed ->
          batch.bind("sentinel", viewed.sentinel()).bind("at", viewed.at().toEpochMilli());
      case HistoryEntry.Opened opened -> batch.bind("at", utc(opened.at()));
      case HistoryEntry.Decided decided -> {
        var grant = decided.grant();
        batch
            .bind("agent", decided.agent())
            .bind("operation", decided.operation())
            .bind("outcome", decided.decision().outcome().name())
            .bind("basis", decided.decision().basis().name())
            .bind("at", utc(decided.decision().decidedAt()))
            .bind("reason", decided.decision().reasonCode())
            .bind("verdicts", HistoryJson.verdicts(decided.decision().verdicts()))
            .bind("approved", decided.approvedArguments())
            .bind("uses", grant == null ? null : (Integer) grant.uses())
            .bind("until", grant == null ? null : utc(grant.until()));
      }
      case HistoryEntry.Erased _ -> {}
    }
  }

  static RecordedRequest read(ResultSet row) throws SQLException {
    var organisation = new OrganisationId(row.getString("org"));
    var arguments = row.getString("arguments");
    return new RecordedRequest(
        organisation,
        new RequestId(row.getObject("request_id", UUID.class)),
        new Requester(
            row.getString("agent"),
            row.getString("agent_name"),
            row.getString("agent_version"),
            row.getString("agent_owner")),
        row.getString("operation"),
        row.getString("target"),
        arguments == null ? null : HistoryJson.arguments(arguments),
        new Claims(row.getObject("confidence", Double.class), row.getString("risk")),
        required(row, "submitted_at"),
        HistoryJson.policies(organisation, row.getString("policies")),
        HistoryJson.limits(row.getString("limits")),
        Ruling.valueOf(row.getString("ruling")),
        HistoryJson.rules(row.getString("rules")),
        HistoryJson.texts(row.getString("panels")),
        instant(row, "opened_at"),
        HistoryJson.views(row.getString("views")),
        decision(row));
  }

  private static @Nullable PastDecision decision(ResultSet row) throws SQLException {
    var outcome = row.getString("outcome");
    return outcome == null
        ? null
        : new PastDecision(
            PastDecision.Outcome.valueOf(outcome),
            PastDecision.Basis.valueOf(row.getString("basis")),
            required(row, "decided_at"),
            row.getString("reason_code"),
            HistoryJson.verdicts(row.getString("verdicts")));
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
