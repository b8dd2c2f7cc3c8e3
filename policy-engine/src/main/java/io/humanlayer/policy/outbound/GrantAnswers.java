package io.humanlayer.policy.outbound;

import static io.humanlayer.policy.outbound.HistoryRows.utc;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.request.DecisionRequest;
import io.humanlayer.policy.core.request.Grounds.Granted;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What each request was answered by grants, once and for all: a ruling that is repeated says the
/// same, also where there was no grant and there is one now.
final class GrantAnswers {

  private GrantAnswers() {}

  /// What was answered before.
  record Given(@Nullable UUID grant, @Nullable UUID grantedBy) {
    Optional<Granted> granted() {
      return grant == null || grantedBy == null
          ? Optional.empty()
          : Optional.of(new Granted(grant, new RequestId(grantedBy)));
    }
  }

  static Optional<Given> find(Handle handle, RequestId request) {
    return handle
        .createQuery("select grant_id, granted_by from grant_answer where request_id = :request")
        .bind("request", request.value())
        .map(
            (row, _) ->
                new Given(
                    row.getObject("grant_id", UUID.class), row.getObject("granted_by", UUID.class)))
        .findOne();
  }

  static void keep(Handle handle, DecisionRequest request, Optional<Granted> granted) {
    handle
        .createUpdate(
            """
            insert into grant_answer (request_id, grant_id, granted_by, at)
            values (:request, :grant::uuid, :by::uuid, :at)
            """)
        .bind("request", request.id().value())
        .bind("grant", granted.map(Granted::grant).orElse(null))
        .bind("by", granted.map(it -> it.request().value()).orElse(null))
        .bind("at", utc(request.submittedAt()))
        .execute();
  }

  static int forget(Handle handle, Instant then) {
    return handle
        .createUpdate("delete from grant_answer where at < :then")
        .bind("then", utc(then))
        .execute();
  }
}
