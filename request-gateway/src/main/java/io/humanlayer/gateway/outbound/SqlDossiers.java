package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.gateway.app.Dossiers;
import io.humanlayer.gateway.app.Policies;
import io.humanlayer.gateway.core.intake.Edit;
import io.humanlayer.gateway.core.intake.EditedAction;
import io.humanlayer.gateway.core.intake.Erasure;
import io.humanlayer.gateway.outbound.DossierCipher.Sealed;
import io.humanlayer.gateway.wire.DossierJson;
import io.humanlayer.gateway.wire.EditJson;
import io.humanlayer.gateway.wire.ErasureAvro;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.web.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Dossiers in PostgreSQL, opened only to be shown.
@ApplicationScoped
public class SqlDossiers implements Dossiers {

  private final Jdbi jdbi;
  private final DossierCipher cipher;
  private final Journal journal;
  private final EventIds ids;
  private final Policies policies;
  private final EditRows edits;

  public SqlDossiers(
      Jdbi jdbi, DossierCipher cipher, Journal journal, EventIds ids, Policies policies) {
    this.jdbi = jdbi;
    this.cipher = cipher;
    this.journal = journal;
    this.ids = ids;
    this.policies = policies;
    this.edits = new EditRows(cipher);
  }

  @Override
  public Optional<Dossier> find(OrganisationId org, RequestId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select digest, key, content from dossier"
                        + " where request_id = :id and org = :org and key is not null")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, _) -> opened(handle, row, id))
                .findOne());
  }

  @Override
  public Erased erase(OrganisationId org, RequestId id, Erasure erasure, Instant at) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    select r.agent, r.decision is not null as decided, d.erased_at
                    from request r join dossier d on d.request_id = r.id
                    where r.id = :id and r.org = :org for update
                    """)
                .bind("id", id.value())
                .bind("org", org.value())
                .map(
                    (row, _) ->
                        new Kept(
                            new AgentId(row.getString("agent")),
                            row.getBoolean("decided"),
                            row.getObject("erased_at", OffsetDateTime.class)))
                .findOne()
                .<Erased>map(kept -> erase(handle, org, id, kept, erasure, at))
                .orElseGet(Erased.Unknown::new));
  }

  /// What is there before an erasure.
  private record Kept(AgentId agent, boolean decided, @Nullable OffsetDateTime erasedAt) {}

  private Erased erase(
      Handle handle, OrganisationId org, RequestId id, Kept kept, Erasure erasure, Instant at) {
    if (kept.erasedAt() != null) {
      return new Erased.Done(kept.erasedAt().toInstant());
    }
    if (!kept.decided()) {
      return new Erased.Undecided();
    }
    handle
        .createUpdate(
            "update dossier set key = null, content = null, erased_at = :at where request_id = :id")
        .bind("id", id.value())
        .bind("at", Rows.utc(at))
        .execute();
    handle
        .createUpdate("delete from dossier_info where request_id = :id")
        .bind("id", id.value())
        .execute();
    EditRows.erase(handle, id);
    handle
        .createUpdate(
            """
            update request set fingerprint = 'erased', intake = null, version = version + 1,
              decision = (decision::jsonb - 'reason' - 'answer')::text
            where id = :id
            """)
        .bind("id", id.value())
        .execute();
    journal.appendNext(
        handle,
        Uuids.v5(id.value(), "dossier"),
        List.of(ErasureAvro.write(org, kept.agent(), id, erasure, at)),
        new Cause("erasure", ids.next().toString(), org.value(), null));
    return new Erased.Done(at);
  }

  @Override
  public List<Ref> olderThan(Instant before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select r.org, r.id from request r join dossier d on d.request_id = r.id
                    where r.decision is not null and r.submitted_at < :before
                      and d.erased_at is null
                    order by r.submitted_at limit :limit
                    """)
                .bind("before", Rows.utc(before))
                .bind("limit", limit)
                .map((row, _) -> new Ref(new OrganisationId(row.getString("org")), Rows.id(row)))
                .list());
  }

  private Dossier opened(Handle handle, ResultSet row, RequestId id) throws SQLException {
    var sealed = new Sealed(row.getBytes("key"), row.getBytes("content"));
    return new Dossier(
        row.getString("digest"),
        cipher.open(sealed, id.toString()),
        answers(handle, sealed, id),
        edits.all(handle, sealed, id));
  }

  /// An Action with the content that it comes from.
  @SuppressWarnings("ArrayRecordComponent")
  private record Asked(Sealed dossier, AgentId agent, String digest) {}

  @Override
  public Edited edit(OrganisationId org, RequestId id, Edit edit) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    select d.key, d.content, r.agent, r.action_digest
                    from dossier d join request r on r.id = d.request_id
                    where r.id = :id and r.org = :org and d.key is not null for update of d
                    """)
                .bind("id", id.value())
                .bind("org", org.value())
                .map(
                    (row, _) ->
                        new Asked(
                            new Sealed(row.getBytes("key"), row.getBytes("content")),
                            new AgentId(row.getString("agent")),
                            row.getString("action_digest")))
                .findOne()
                .map(asked -> edit(handle, org, id, asked, edit))
                .orElseGet(Edited.Unknown::new));
  }

  private Edited edit(Handle handle, OrganisationId org, RequestId id, Asked asked, Edit edit) {
    String content = cipher.open(asked.dossier(), id.toString());
    Map<String, String> kept = edits.all(handle, asked.dossier(), id);
    String base =
        edit.base().equals(asked.digest()) ? DossierJson.arguments(content) : kept.get(edit.base());
    if (base == null) {
      return new Edited.OtherBase();
    }
    EditedAction action =
        EditJson.apply(org, content, base, edit.changes(), policies.catalogue(org));
    if (SqlDenials.standing(handle, org, asked.agent(), action.digest()).isPresent()) {
      return new Edited.Denied();
    }
    if (!action.changed().isEmpty() && !kept.containsKey(action.digest())) {
      if (kept.size() >= Edit.MAX_KEPT) {
        return new Edited.TooMany();
      }
      edits.keep(handle, asked.dossier(), id, action);
    }
    return new Edited.Kept(action);
  }

  @Override
  public Optional<String> append(OrganisationId org, RequestId id, int number, String answer) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    "select key, content from dossier"
                        + " where request_id = :id and org = :org and key is not null for share")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, _) -> new Sealed(row.getBytes("key"), row.getBytes("content")))
                .findOne()
                .flatMap(dossier -> append(handle, dossier, id, number, answer)));
  }

  private Optional<String> append(
      Handle handle, Sealed dossier, RequestId id, int number, String answer) {
    String context = id + "/" + number;
    handle
        .createUpdate(
            "insert into dossier_info (request_id, number, content) values (:id, :number, :content)"
                + " on conflict do nothing")
        .bind("id", id.value())
        .bind("number", number)
        .bind("content", cipher.add(dossier, id.toString(), answer, context))
        .execute();
    byte[] kept =
        handle
            .createQuery(
                "select content from dossier_info where request_id = :id and number = :number")
            .bind("id", id.value())
            .bind("number", number)
            .mapTo(byte[].class)
            .one();
    String salt = DossierJson.salt(cipher.open(dossier, id.toString()));
    return cipher.read(dossier, id.toString(), kept, context).equals(answer)
        ? Optional.of("sha256:" + Tokens.hash(salt + "/" + number + "/" + answer))
        : Optional.empty();
  }

  private List<String> answers(Handle handle, Sealed dossier, RequestId id) {
    return handle
        .createQuery(
            "select number, content from dossier_info where request_id = :id order by number")
        .bind("id", id.value())
        .map(
            (row, _) ->
                cipher.read(
                    dossier,
                    id.toString(),
                    row.getBytes("content"),
                    id + "/" + row.getInt("number")))
        .list();
  }
}
