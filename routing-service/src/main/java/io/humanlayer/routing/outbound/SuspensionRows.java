package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import org.jdbi.v3.core.Handle;

/// What must stand still, as the table of suspensions has it.
final class SuspensionRows {

  private static final String CONCERNS =
      """
      select exists (select 1 from suspension s where s.active and s.org = :org
        and (s.scope = 'organisation'
          or (s.scope = 'agent' and s.subject = :agent)
          or (s.scope = 'operation' and s.subject = :operation)))
      """;

  private SuspensionRows() {}

  static boolean concerns(Handle handle, OrganisationId org, AgentId agent, String operation) {
    return handle
        .createQuery(CONCERNS)
        .bind("org", org.value())
        .bind("agent", agent.value())
        .bind("operation", operation)
        .mapTo(Boolean.class)
        .one();
  }

  /// Whether the case with this id concerns what is suspended.
  static boolean suspended(Handle handle, RequestId id) {
    return handle
        .createQuery("select org, agent, operation from case_view where id = :id")
        .bind("id", id.value())
        .map(
            (row, _) ->
                concerns(
                    handle,
                    new OrganisationId(row.getString("org")),
                    new AgentId(row.getString("agent")),
                    row.getString("operation")))
        .findOne()
        .orElse(false);
  }
}
