package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.CaseList;
import io.humanlayer.routing.app.CaseSummary;
import io.humanlayer.routing.core.sentinels.Sentinel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// The lists of cases in PostgreSQL.
@ApplicationScoped
public class SqlCaseList implements CaseList {

  private static final String SELECT =
      """
      select c.*, o.answered
      from (select case_id, bool_or(answered_at is not null) as answered from offer
            where org = :org and sentinel = :sentinel and (live or answered_at is not null)
            group by case_id) o
      join case_view c on c.id = o.case_id
      """;

  private final Jdbi jdbi;

  public SqlCaseList(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<CaseSummary> open(Sentinel sentinel) {
    return list(
        sentinel,
        "where c.status not in ('approved', 'decided') order by c.deadline, c.id limit :limit");
  }

  @Override
  public List<CaseSummary> decided(Sentinel sentinel) {
    return list(
        sentinel,
        "where c.status in ('approved', 'decided') order by c.decided_at desc, c.id limit :limit");
  }

  private List<CaseSummary> list(Sentinel sentinel, String which) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + which)
                .bind("org", sentinel.organisation().value())
                .bind("sentinel", sentinel.id().value())
                .bind("limit", MAX_LENGTH)
                .map((row, _) -> summary(row))
                .list());
  }

  private static CaseSummary summary(ResultSet row) throws SQLException {
    return new CaseSummary(
        new RequestId(row.getObject("id", UUID.class)),
        row.getString("operation"),
        row.getString("agent"),
        row.getString("tier"),
        Timestamps.read(row, "opened_at"),
        Timestamps.read(row, "deadline"),
        row.getString("outcome"),
        row.getBoolean("answered"));
  }
}
