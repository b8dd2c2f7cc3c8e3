package io.humanlayer.routing.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.routing.app.Intents;
import io.humanlayer.routing.core.cases.Intent;
import io.humanlayer.routing.core.cases.Intent.LogHead;
import io.humanlayer.routing.core.sentinels.Sentinel;
import io.humanlayer.routing.wire.IntentJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// Intents and heads in PostgreSQL, so that any instance can go on where another began.
@ApplicationScoped
public class SqlIntents implements Intents {

  private final Jdbi jdbi;
  private final ReasonRows reasons = new ReasonRows();

  public SqlIntents(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Kept keep(Sentinel sentinel, RequestId id, Function<byte[], Intent> intent) {
    return jdbi.inTransaction(
        handle -> {
          Intent made = intent.apply(reasons.salt(handle, id.value(), sentinel.id().value()));
          String text = IntentJson.write(made);
          handle
              .createUpdate(
                  """
                  insert into intent (nonce, org, sentinel, case_id, text, ends_at)
                  values (:nonce, :org, :sentinel, :id, :text, :until)
                  """)
              .bind("nonce", made.nonce())
              .bind("org", sentinel.organisation().value())
              .bind("sentinel", sentinel.id().value())
              .bind("id", id.value())
              .bind("text", text)
              .bind("until", Timestamps.of(made.expiresAt()))
              .execute();
          return new Kept(made, text);
        });
  }

  @Override
  public Optional<Kept> take(Sentinel sentinel, RequestId id, String nonce) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "delete from intent where nonce = :nonce and org = :org"
                        + " and sentinel = :sentinel and case_id = :id returning text")
                .bind("nonce", nonce)
                .bind("org", sentinel.organisation().value())
                .bind("sentinel", sentinel.id().value())
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .map(text -> new Kept(IntentJson.read(text), text)));
  }

  @Override
  public Optional<LogHead> head(OrganisationId organisation) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select origin, size, root from log_head where org = :org")
                .bind("org", organisation.value())
                .map(
                    (row, _) ->
                        new LogHead(
                            row.getString("origin"), row.getLong("size"), row.getString("root")))
                .findOne());
  }

  /// A log that is begun anew is under another origin, and takes the place of the old one.
  @Override
  public void note(Collection<NewHead> heads) {
    jdbi.useTransaction(
        handle ->
            heads.forEach(
                head ->
                    handle
                        .createUpdate(
                            """
                            insert into log_head (org, origin, size, root)
                            values (:org, :origin, :size, :root)
                            on conflict (org) do update set origin = excluded.origin,
                              size = excluded.size, root = excluded.root
                            where log_head.origin <> excluded.origin
                              or log_head.size < excluded.size
                            """)
                        .bind("org", head.organisation().value())
                        .bind("origin", head.head().origin())
                        .bind("size", head.head().size())
                        .bind("root", head.head().root())
                        .execute()));
  }
}
