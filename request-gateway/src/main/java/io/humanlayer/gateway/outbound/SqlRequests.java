package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.gateway.app.RequestStore;
import io.humanlayer.gateway.core.denial.Denial;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.outbound.DossierCipher.Sealed;
import io.humanlayer.gateway.wire.DossierJson;
import io.humanlayer.gateway.wire.IntakeAvro;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.proof.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Requests and their dossiers in PostgreSQL.
@ApplicationScoped
public class SqlRequests implements RequestStore {

  /// One statement for both tables, so that a single request costs one round trip with its commit.
  private static final String ACCEPT =
      """
      with fresh as (
        insert into request (id, org, agent, idempotency_key, fingerprint, operation,
                             action_digest, type, level, submitted_at, expires_at, intake)
        select :id, :org, :agent, :key, :fingerprint, :operation,
               :digest, :type, :level, :submittedAt, :expiresAt, :intake
        <unless>
        on conflict (org, idempotency_key) do nothing
        returning id, org)
      insert into dossier (request_id, org, digest, key, content)
      select id, org, :dossierDigest, :dossierKey, :dossier from fresh
      """;

  /// A request whose action a human rejected is not taken in this way: its event must say so.
  private static final String UNLESS_DENIED =
      "where not exists (select from human_decision where " + SqlDenials.STANDS + ")";

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
    List<Intake> intakes = requests.stream().map(request -> intake(request, null)).toList();
    return jdbi.withHandle(
        handle -> {
          int[] fresh =
              intakes.size() == 1
                  ? insert(handle, intakes, UNLESS_DENIED)
                  : handle.inTransaction(
                      transaction -> insert(transaction, intakes, UNLESS_DENIED));
          var entries = new ArrayList<Entry>();
          for (int i = 0; i < fresh.length; i++) {
            DecisionRequest request = requests.get(i);
            entries.add(
                fresh[i] == 1
                    ? intakes.get(i).entry()
                    : existing(handle, request.submission())
                        .orElseGet(() -> denied(handle, request)));
          }
          return entries;
        });
  }

  /// Takes in a request whose action a human rejected, in one transaction with the look at that
  /// rejection, which its event carries. Should it have been lifted just now, the event is as any.
  private Entry denied(Handle handle, DecisionRequest request) {
    return handle.inTransaction(
        transaction -> {
          Submission s = request.submission();
          var denial =
              SqlDenials.standing(transaction, s.org(), s.agent().id(), s.action().digest());
          Intake intake = intake(request, denial.orElse(null));
          return insert(transaction, List.of(intake), "")[0] == 1
              ? intake.entry()
              : existing(transaction, s).orElseThrow();
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

  private Intake intake(DecisionRequest request, @Nullable Denial denied) {
    String content = DossierJson.write(request, cipher.salt());
    String digest = CanonicalJson.digest(content);
    OutgoingEvent event = IntakeAvro.write(request, digest, denied);
    return new Intake(
        request,
        wire.encode(event.topic(), event.body()),
        digest,
        cipher.seal(content, request.id().toString()));
  }

  private static int[] insert(Handle handle, List<Intake> intakes, String unless) {
    var batch = handle.prepareBatch(ACCEPT).define("unless", unless);
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

  private static Optional<Entry> existing(Handle handle, Submission s) {
    return handle
        .createQuery(
            "select id, agent, fingerprint from request where org = :org and idempotency_key = :key")
        .bind("org", s.org().value())
        .bind("key", s.idempotencyKey())
        .map(
            (row, _) ->
                (Entry)
                    (row.getString("agent").equals(s.agent().id().value())
                            && row.getString("fingerprint").equals(s.fingerprint())
                        ? new Entry.Repeated(Rows.id(row))
                        : new Entry.Conflicting()))
        .findOne();
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
