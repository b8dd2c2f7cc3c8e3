package io.humanlayer.routing.outbound;

import io.humanlayer.eventing.Inbox;
import io.humanlayer.routing.app.Housekeeping;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Prunes the tables that would grow for ever.
@ApplicationScoped
public class SqlHousekeeping implements Housekeeping {

  private final Jdbi jdbi;

  public SqlHousekeeping(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void prune(Instant at) {
    jdbi.useHandle(
        handle -> {
          Inbox.prune(handle);
          PasskeyRows.prune(handle, at);
          handle
              .createUpdate("delete from console_session where ends_at <= :at")
              .bind("at", Timestamps.of(at))
              .execute();
        });
  }
}
