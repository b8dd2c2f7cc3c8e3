package io.humanlayer.policy.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.policy.app.GrantStore.Proposal;
import io.humanlayer.policy.core.grant.Grant;
import io.humanlayer.policy.core.history.HistoryEntry.GrantTerms;
import io.humanlayer.policy.core.history.PastDecision.PastVerdict;
import io.humanlayer.policy.wire.HistoryJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How grants are read.
final class GrantRows {

  private GrantRows() {}

  /// A row of recorded_request whose decision comes with a grant. The id of the grant is derived
  /// from the request, so that it is made once.
  static Proposal proposal(ResultSet row) throws SQLException {
    var organisation = new OrganisationId(row.getString("org"));
    var request = new RequestId(row.getObject("request_id", UUID.class));
    var terms = new GrantTerms(row.getInt("grant_uses"), instant(row, "grant_until"));
    var approved = row.getString("approved");
    var grant =
        new Grant(
            Uuids.v5(request.value(), "grant"),
            organisation,
            request,
            row.getString("agent"),
            row.getString("agent_version"),
            row.getString("operation"),
            row.getString("action_digest"),
            approved == null ? row.getString("arguments") : approved,
            HistoryJson.policies(organisation, row.getString("policies")),
            Set.copyOf(HistoryJson.rules(row.getString("rules"))),
            Set.of(),
            sentinels(HistoryJson.verdicts(row.getString("verdicts"))),
            Math.max(1, terms.uses()),
            Math.max(1, terms.uses()),
            terms.until(),
            instant(row, "decided_at"),
            null);
    return new Proposal(grant, terms, row.getString("grant_ceiling"));
  }

  private static List<String> sentinels(List<PastVerdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.verdict().equals("APPROVE"))
        .map(PastVerdict::sentinel)
        .distinct()
        .toList();
  }

  static Grant grant(ResultSet row) throws SQLException {
    var organisation = new OrganisationId(row.getString("org"));
    return new Grant(
        row.getObject("id", UUID.class),
        organisation,
        new RequestId(row.getObject("request_id", UUID.class)),
        row.getString("agent"),
        row.getString("agent_version"),
        row.getString("operation"),
        row.getString("action_digest"),
        row.getString("approved"),
        HistoryJson.policies(organisation, row.getString("policies")),
        Set.copyOf(HistoryJson.rules(row.getString("rules"))),
        Set.copyOf(HistoryJson.texts(row.getString("conditions"))),
        HistoryJson.texts(row.getString("sentinels")),
        row.getInt("uses"),
        row.getInt("uses_left"),
        instant(row, "expires_at"),
        instant(row, "made_at"),
        revocation(row));
  }

  private static Grant.@Nullable Revocation revocation(ResultSet row) throws SQLException {
    var code = row.getString("revoked_why");
    return code == null
        ? null
        : new Grant.Revocation(code, row.getString("revoked_by"), instant(row, "revoked_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
