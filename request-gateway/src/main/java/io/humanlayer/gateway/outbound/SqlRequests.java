package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.gateway.app.RequestStore;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.outbound.DossierCipher.Sealed;
import io.humanlayer.gateway.wire.CanonicalJson;
import io.humanlayer.gateway.wire.DossierJson;
import io.humanlayer.gateway.wire.IntakeAvro;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Requests and their dossiers in PostgreSQL.
@ApplicationScoped
public class SqlRequests implements RequestStore {

  /// One statement for both tables, so that a single request costs one round trip with its commit.
  private static final String ACCEPT =
      """
      with fresh as (
        insert into request (id, org, agent, idempotency_key, fingerprint, operation,
                             action_digest, type, level, submitted_at, expires_at, intake)
        values (:id, :org, :agent, :key, :fingerprint, :operation,
                :digest, :type, :level, :submittedAt, :expiresAt, :intake)
        on conflict (org, idempotency_key) do nothing
        returning id, org)
      insert into dossier (request_id, org, digest, key, content)
      select id, org, :dossierDigest, :dossierKey, :dossier from fresh
      """;

  private final Jdbi jdbi;
  private final AvroWire wire;
  private final DossierCipher cipher;

  public SqlRequests(Jdbi jdbi, AvroWire wire, DossierCipher cipher) {
    this.jdbi = jdbi;
    this.wire = wire;
    this.cipher = cipher;
  }

  @Override
  public List<Entry> accept(List<DecisionRequest> requests) {
    List<Intake> intakes = requests.stream().map(this::intake).toList();
    return jdbi.withHandle(
        handle -> {
          int[] fresh =
              intakes.size() == 1
                  ? insert(handle, intakes)
                  : handle.inTransaction(transaction -> insert(transaction, intakes));
          var entries = new ArrayList<Entry>();
          for (int i = 0; i < fresh.length; i++) {
            entries.add(
                fresh[i] == 1
                    ? intakes.get(i).entry()
                    : existing(handle, requests.get(i).submission()));
          }
          return entries;
        });
  }

  /// A request with all that is stored of it.
  @SuppressWarnings("ArrayRecordComponent")
  private record Intake(
      DecisionRequest request, byte[] event, String dossierDigest, Sealed dossier) {
    Entry entry() {
      Submission s = request.submission();
      return new Entry.Fresh(
          request,
          new Publication(request.id(), s.org(), s.agent().id(), request.submittedAt(), event));
    }
  }

  private Intake intake(DecisionRequest request) {
    String content = DossierJson.write(request, cipher.salt());
    String digest = CanonicalJson.digest(content);
    OutgoingEvent event = IntakeAvro.write(request, digest);
    return new Intake(
        request,
        wire.encode(event.topic(), event.body()),
        digest,
        cipher.seal(content, request.id().toString()));
  }

  private static int[] insert(Handle handle, List<Intake> intakes) {
    var batch = handle.prepareBatch(ACCEPT);
    for (Intake intake : intakes) {
      DecisionRequest request = intake.request();
      Submission s = request.submission();
      batch
          .bind("id", request.id().value())
          .bind("org", s.org().value())
          .bind("agent", s.agent().id().value())
          .bind("key", s.idempotencyKey())
          .bind("fingerprint", s.fingerprint())
          .bind("operation", s.action().operation())
          .bind("digest", s.action().digest())
          .bind("type", s.type().label())
          .bind("level", s.level())
          .bind("submittedAt", Rows.utc(request.submittedAt()))
          .bind("expiresAt", Rows.utc(request.expiresAt()))
          .bind("intake", intake.event())
          .bind("dossierDigest", intake.dossierDigest())
          .bind("dossierKey", intake.dossier().wrappedKey())
          .bind("dossier", intake.dossier().content())
          .add();
    }
    return batch.execute();
  }

  private static Entry existing(Handle handle, Submission s) {
    return handle
        .createQuery(
            "select id, agent, fingerprint from request where org = :org and idempotency_key = :key")
        .bind("org", s.org().value())
        .bind("key", s.idempotencyKey())
        .map(
            (row, _) ->
                row.getString("agent").equals(s.agent().id().value())
                        && row.getString("fingerprint").equals(s.fingerprint())
                    ? new Entry.Repeated(Rows.id(row))
                    : new Entry.Conflicting())
        .one();
  }

  @Override
  public void published(Collection<RequestId> ids) {
    jdbi.useHandle(handle -> published(handle, ids));
  }

  private static void published(Handle handle, Collection<RequestId> ids) {
    handle
        .createUpdate(
            """
            update request set intake = null where id in
              (select id from request where id = any(:ids) order by id for update)
            """)
        .bindArray("ids", UUID.class, Rows.uuids(ids))
        .execute();
  }

  @Override
  public int republish(
      Instant before, int limit, Function<List<Publication>, Collection<RequestId>> publish) {
    return jdbi.inTransaction(
        handle -> {
          List<Publication> waiting =
              handle
                  .createQuery(
                      """
                      select id, org, agent, submitted_at, intake from request
                      where intake is not null and submitted_at < :before
                      order by submitted_at limit :limit for update skip locked
                      """)
                  .bind("before", Rows.utc(before))
                  .bind("limit", limit)
                  .map((row, _) -> publication(row))
                  .list();
          if (waiting.isEmpty()) {
            return 0;
          }
          Collection<RequestId> published = publish.apply(waiting);
          published(handle, published);
          return published.size();
        });
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        Rows.id(row),
        new OrganisationId(row.getString("org")),
        new AgentId(row.getString("agent")),
        Rows.instant(row, "submitted_at"),
        row.getBytes("intake"));
  }

  @Override
  public int backlog(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from"
                        + " (select 1 from request where intake is not null limit :limit) waiting")
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one());
  }
}
