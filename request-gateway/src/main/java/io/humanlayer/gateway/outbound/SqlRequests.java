package io.humanlayer.gateway.outbound;

import io.humanlayer.eventing.AvroWire;
import io.humanlayer.eventing.OutgoingEvent;
import io.humanlayer.gateway.app.Agents;
import io.humanlayer.gateway.app.IntakeTopic.Publication;
import io.humanlayer.gateway.app.RequestStore;
import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.gateway.core.intake.DecisionRequest;
import io.humanlayer.gateway.core.intake.Submission;
import io.humanlayer.gateway.core.status.RequestChange;
import io.humanlayer.gateway.core.status.RequestStatus;
import io.humanlayer.gateway.core.status.RequestView;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Requests and their dossiers in PostgreSQL.
@ApplicationScoped
public class SqlRequests implements RequestStore {

  private static final String INSERT =
      """
      insert into request (id, org, agent, idempotency_key, fingerprint, operation, action_digest,
                           type, level, submitted_at, expires_at, intake)
      values (:id, :org, :agent, :key, :fingerprint, :operation, :digest,
              :type, :level, :submittedAt, :expiresAt, :intake)
      on conflict (org, idempotency_key) do nothing
      """;

  private final Jdbi jdbi;
  private final AvroWire wire;
  private final DossierCipher cipher;
  private final Agents agents;

  public SqlRequests(Jdbi jdbi, AvroWire wire, DossierCipher cipher, Agents agents) {
    this.jdbi = jdbi;
    this.wire = wire;
    this.cipher = cipher;
    this.agents = agents;
  }

  @Override
  public List<Entry> accept(List<DecisionRequest> requests) {
    return jdbi.inTransaction(
        handle -> requests.stream().map(request -> accept(handle, request)).toList());
  }

  private Entry accept(Handle handle, DecisionRequest request) {
    Submission s = request.submission();
    String content = DossierJson.write(request, cipher.salt());
    String dossierDigest = CanonicalJson.digest(content);
    OutgoingEvent event = IntakeAvro.write(request, agent(s), dossierDigest);
    byte[] intake = wire.encode(event.topic(), event.body());
    int fresh =
        handle
            .createUpdate(INSERT)
            .bind("id", request.id().value())
            .bind("org", s.org().value())
            .bind("agent", s.agent().value())
            .bind("key", s.idempotencyKey())
            .bind("fingerprint", s.fingerprint())
            .bind("operation", s.action().operation())
            .bind("digest", s.action().digest())
            .bind("type", s.type().label())
            .bind("level", s.level())
            .bind("submittedAt", utc(request.submittedAt()))
            .bind("expiresAt", utc(request.expiresAt()))
            .bind("intake", intake)
            .execute();
    if (fresh == 0) {
      return existing(handle, s);
    }
    var sealed = cipher.seal(content, request.id().toString());
    handle
        .createUpdate(
            "insert into dossier (request_id, org, digest, key, content)"
                + " values (:id, :org, :digest, :key, :content)")
        .bind("id", request.id().value())
        .bind("org", s.org().value())
        .bind("digest", dossierDigest)
        .bind("key", sealed.wrappedKey())
        .bind("content", sealed.content())
        .execute();
    return new Entry.Fresh(
        request.id(),
        new Publication(request.id(), s.org(), s.agent(), request.submittedAt(), intake));
  }

  private Agent agent(Submission s) {
    return agents
        .find(s.org(), s.agent())
        .orElseThrow(() -> new IllegalStateException("the agent was there a moment ago"));
  }

  private static Entry existing(Handle handle, Submission s) {
    return handle
        .createQuery(
            "select id, agent, fingerprint from request where org = :org and idempotency_key = :key")
        .bind("org", s.org().value())
        .bind("key", s.idempotencyKey())
        .map(
            (row, _) ->
                row.getString("agent").equals(s.agent().value())
                        && row.getString("fingerprint").equals(s.fingerprint())
                    ? new Entry.Repeated(id(row))
                    : new Entry.Conflicting())
        .one();
  }

  @Override
  public void published(Collection<RequestId> ids) {
    jdbi.useHandle(handle -> published(handle, ids));
  }

  private static void published(Handle handle, Collection<RequestId> ids) {
    handle
        .createUpdate("update request set intake = null where id = any(:ids)")
        .bindArray("ids", UUID.class, ids.stream().map(RequestId::value).toArray())
        .execute();
  }

  @Override
  public int republish(Instant before, int limit, Consumer<List<Publication>> publish) {
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
                  .bind("before", utc(before))
                  .bind("limit", limit)
                  .map((row, _) -> publication(row))
                  .list();
          if (!waiting.isEmpty()) {
            publish.accept(waiting);
            published(handle, waiting.stream().map(Publication::id).toList());
          }
          return waiting.size();
        });
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        id(row),
        new OrganisationId(row.getString("org")),
        new AgentId(row.getString("agent")),
        instant(row, "submitted_at"),
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

  @Override
  public void apply(List<RequestChange> changes) {
    jdbi.useTransaction(handle -> changes.forEach(change -> apply(handle, change)));
  }

  private static void apply(Handle handle, RequestChange change) {
    switch (change) {
      case RequestChange.Assigned(var id) ->
          handle
              .createUpdate(
                  "update request set status = 'assigned', version = version + 1"
                      + " where id = :id and status = 'pending'")
              .bind("id", id.value())
              .execute();
      case RequestChange.Decided(var id, var status, var decision) ->
          handle
              .createUpdate(
                  """
                  update request set status = :status, decision = :decision, intake = null,
                                     version = version + 1
                  where id = :id and decision is null
                  """)
              .bind("id", id.value())
              .bind("status", status.label())
              .bind("decision", decision)
              .execute();
      case RequestChange.Recorded(var ids) ->
          handle
              .createUpdate(
                  "update request set recorded = true, version = version + 1"
                      + " where id = any(:ids) and not recorded")
              .bindArray("ids", UUID.class, ids.stream().map(RequestId::value).toArray())
              .execute();
    }
  }

  @Override
  public Optional<RequestView> find(OrganisationId org, RequestId id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from request where id = :id and org = :org")
                .bind("id", id.value())
                .bind("org", org.value())
                .map((row, _) -> view(row))
                .findOne());
  }

  @Override
  public List<RequestView> list(
      OrganisationId org,
      AgentId agent,
      @Nullable RequestStatus status,
      @Nullable RequestId after,
      int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from request where org = :org and agent = :agent
                      and (:status::text is null or status = :status)
                      and (:after::uuid is null or id < :after)
                    order by id desc limit :limit
                    """)
                .bind("org", org.value())
                .bind("agent", agent.value())
                .bind("status", status == null ? null : status.label())
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map((row, _) -> view(row))
                .list());
  }

  private static RequestView view(ResultSet row) throws SQLException {
    return new RequestView(
        id(row),
        new OrganisationId(row.getString("org")),
        new AgentId(row.getString("agent")),
        row.getString("operation"),
        row.getString("action_digest"),
        row.getString("type"),
        row.getInt("level"),
        instant(row, "submitted_at"),
        instant(row, "expires_at"),
        RequestStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("decision"),
        row.getBoolean("recorded"),
        row.getInt("version"));
  }

  private static RequestId id(ResultSet row) throws SQLException {
    return new RequestId(row.getObject("id", UUID.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
