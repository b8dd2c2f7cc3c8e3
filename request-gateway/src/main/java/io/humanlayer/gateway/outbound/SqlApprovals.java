package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.gateway.app.Approvals;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.wire.AfterwardsAvro;
import io.humanlayer.gateway.wire.ProgressJson;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// The use of approvals by policy: one conditional update, told through the journal.
@ApplicationScoped
public class SqlApprovals implements Approvals {

  private final Jdbi jdbi;
  private final Journal journal;
  private final EventIds ids;

  public SqlApprovals(Jdbi jdbi, Journal journal, EventIds ids) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public boolean use(Agent agent, RequestId id, String actionDigest, Instant at) {
    return jdbi.inTransaction(
        handle -> {
          boolean first =
              handle
                      .createUpdate(
                          """
                          update request set used_at = :at, progress = :progress,
                                             version = version + 1
                          where id = :id and org = :org and agent = :agent and used_at is null
                          """)
                      .bind("at", Rows.utc(at))
                      .bind("progress", ProgressJson.use("consumed", at))
                      .bind("id", id.value())
                      .bind("org", agent.org().value())
                      .bind("agent", agent.id().value())
                      .execute()
                  == 1;
          if (first) {
            journal.appendNext(
                handle,
                id.value(),
                List.of(AfterwardsAvro.consumed(agent, id, actionDigest, at)),
                new Cause("request-gateway", ids.next().toString(), agent.org().value(), null));
          }
          return first;
        });
  }
}
