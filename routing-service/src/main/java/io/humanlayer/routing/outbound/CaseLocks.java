package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Who comes first in a case, and what it was last routed with.
final class CaseLocks {

  private CaseLocks() {}

  /// One after the other: whoever changes the case.
  static void lock(Handle handle, RequestId id) {
    handle
        .createQuery("select id from case_view where id = :id for update")
        .bind("id", id.value())
        .mapTo(UUID.class)
        .findOne();
  }

  /// One after the other: whoever opens a case, or withdraws it before it is there to be locked.
  static void arrival(Handle handle, RequestId id) {
    handle
        .createQuery("select pg_advisory_xact_lock(:key)")
        .bind("key", id.value().getLeastSignificantBits())
        .map((_, _) -> 0)
        .one();
  }

  static long registerVersion(Handle handle, OrganisationId org) {
    return handle
        .createQuery("select version from register where org = :org")
        .bind("org", org.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(-1L);
  }

  static void routedWith(Handle handle, RequestId id, long version) {
    handle
        .createUpdate(
            "update case_view set routed_version = :version"
                + " where id = :id and routed_version < :version")
        .bind("version", version)
        .bind("id", id.value())
        .execute();
  }
}
