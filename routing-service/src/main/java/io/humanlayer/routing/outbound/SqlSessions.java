package io.humanlayer.routing.outbound;

import io.humanlayer.routing.app.Sessions;
import io.humanlayer.routing.core.sentinels.Sentinel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The sessions of the console in PostgreSQL, so that any instance knows them.
@ApplicationScoped
public class SqlSessions implements Sessions {

  private final Jdbi jdbi;

  public SqlSessions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void begin(String hash, Sentinel sentinel, String formToken, Instant until) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into console_session (hash, org, sentinel, form_token, ends_at)
                    values (:hash, :org, :sentinel, :formToken, :until)
                    """)
                .bind("hash", hash)
                .bind("org", sentinel.organisation().value())
                .bind("sentinel", sentinel.id().value())
                .bind("formToken", formToken)
                .bind("until", Timestamps.of(until))
                .execute());
  }

  @Override
  public Optional<Session> find(String hash, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select form_token from console_session where hash = :hash and ends_at > :at")
                .bind("hash", hash)
                .bind("at", Timestamps.of(at))
                .mapTo(String.class)
                .findOne()
                .flatMap(
                    formToken ->
                        SentinelRows.where(
                                handle,
                                "join console_session c on c.org = s.org and c.sentinel = s.id"
                                    + " where c.hash = :hash and s.active",
                                Map.of("hash", hash))
                            .stream()
                            .findFirst()
                            .map(entry -> new Session(entry.sentinel(), formToken))));
  }

  @Override
  public void end(String hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from console_session where hash = :hash")
                .bind("hash", hash)
                .execute());
  }
}
