package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.core.cases.CaseCommand;
import io.humanlayer.routing.core.cases.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Requests that were withdrawn before their case was opened: the two come on different topics.
final class WithdrawalRows {

  private WithdrawalRows() {}

  static void keep(Handle handle, RequestId id, CaseCommand command) {
    @Nullable String successor =
        command instanceof CaseCommand.Amend amend ? amend.successor().toString() : null;
    handle
        .createUpdate(
            """
            insert into withdrawal (id, successor, withdrawn_at) values (:id, :successor::uuid, :at)
            on conflict do nothing
            """)
        .bind("id", id.value())
        .bind("successor", successor)
        .bind("at", Timestamps.of(command.at()))
        .execute();
  }

  /// The end of a case that should not have been opened, if there is one.
  static Optional<CaseCommand> of(Handle handle, CaseCommand.Open open, Instant at) {
    Optional<CaseCommand> withdrawn =
        handle
            .createQuery("select successor from withdrawal where id = :id")
            .bind("id", open.request().id().value())
            .map(
                (row, _) -> {
                  UUID successor = row.getObject("successor", UUID.class);
                  return (CaseCommand)
                      (successor == null
                          ? new CaseCommand.Cancel("agent", Reason.NONE, at)
                          : new CaseCommand.Amend(new RequestId(successor), at));
                })
            .findOne();
    return withdrawn.or(
        () ->
            SuspensionRows.concerns(
                    handle,
                    open.request().organisation(),
                    open.request().agent().id(),
                    open.request().operation())
                ? Optional.of(new CaseCommand.Cancel("suspension", Reason.NONE, at))
                : Optional.empty());
  }
}
