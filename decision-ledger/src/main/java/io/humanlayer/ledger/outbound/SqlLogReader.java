package io.humanlayer.ledger.outbound;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.ledger.app.LogReader;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TiledHashes;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads logs from PostgreSQL. Nothing it reads ever changes, so it needs no transaction.
@ApplicationScoped
public class SqlLogReader implements LogReader {

  private static final String HEAD =
      """
      select l.origin, c.size, c.root, c.note
      from ledger_checkpoint c join ledger_log l on l.id = c.log_id where l.origin = :origin
      """;

  private static final String LOG = "select org, origin, vkey, created_at from ledger_log";

  private static final String ENTRY =
      """
      select l.org, l.origin, l.vkey, l.created_at, e.idx, e.leaf, d.document
      from ledger_document d
      join ledger_entry e on e.log_id = d.log_id and e.idx = d.idx
      join ledger_log l on l.id = d.log_id
      """;

  private final Jdbi jdbi;

  public SqlLogReader(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<LogView> byOrigin(String origin) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LOG + " where origin = :origin")
                .bind("origin", origin)
                .map((row, _) -> log(row))
                .findOne());
  }

  @Override
  public List<LogView> of(OrganisationId org) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LOG + " where org = :org order by generation")
                .bind("org", org.value())
                .map((row, _) -> log(row))
                .list());
  }

  @Override
  public Optional<SignedHead> newestHead(String origin) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(HEAD + " order by c.size desc limit 1")
                .bind("origin", origin)
                .map((row, _) -> head(row))
                .findOne());
  }

  @Override
  public Optional<SignedHead> firstHeadOver(String origin, long index) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(HEAD + " and c.size > :index order by c.size limit 1")
                .bind("origin", origin)
                .bind("index", index)
                .map((row, _) -> head(row))
                .findOne());
  }

  @Override
  public Optional<SignedHead> lastHeadWithin(String origin, long size) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(HEAD + " and c.size <= :size order by c.size desc limit 1")
                .bind("origin", origin)
                .bind("size", size)
                .map((row, _) -> head(row))
                .findOne());
  }

  @Override
  public Optional<RecordedEntry> ofRequest(RequestId request, String kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ENTRY
                        + " where d.request_id = :request and d.kind = :kind order by d.idx limit"
                        + " 1")
                .bind("request", request.value())
                .bind("kind", kind)
                .map((row, _) -> entry(row))
                .findOne());
  }

  @Override
  public Optional<RecordedEntry> newest(String origin, String term, long before, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ENTRY
                        + """
                         join ledger_term t on t.log_id = d.log_id and t.idx = d.idx
                        where l.origin = :origin and t.term = :term and t.idx < :before
                          and d.occurred_at <= :until
                        order by t.idx desc limit 1
                        """)
                .bind("origin", origin)
                .bind("term", term)
                .bind("before", before)
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .map((row, _) -> entry(row))
                .findOne());
  }

  @Override
  public Optional<RecordedEntry> ofEvent(UUID event) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ENTRY
                        + " where e.event_id = :event and e.log_id in (select id from ledger_log)"
                        + " limit 1")
                .bind("event", event)
                .map((row, _) -> entry(row))
                .findOne());
  }

  @Override
  public MerkleTree tree(String origin, long size) {
    return new MerkleTree(
        new TiledHashes((level, index) -> tile(origin, size, level, index)), size);
  }

  @Override
  public Tile tile(String origin, long size, int level, long index) {
    return jdbi.withHandle(
        handle -> new SqlTiles(handle, id(handle, origin), size).tile(level, index));
  }

  @Override
  public List<String> leaves(String origin, long from, long to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select leaf from ledger_entry
                    where log_id = :log and idx >= :from and idx < :to order by idx
                    """)
                .bind("log", id(handle, origin))
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> new String(row.getBytes("leaf"), StandardCharsets.UTF_8))
                .list());
  }

  private static int id(Handle handle, String origin) {
    return handle
        .createQuery("select id from ledger_log where origin = :origin")
        .bind("origin", origin)
        .mapTo(Integer.class)
        .one();
  }

  private static LogView log(ResultSet row) throws SQLException {
    return new LogView(
        new OrganisationId(row.getString("org")),
        row.getString("origin"),
        row.getString("vkey"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static RecordedEntry entry(ResultSet row) throws SQLException {
    return new RecordedEntry(
        log(row),
        row.getLong("idx"),
        new String(row.getBytes("leaf"), StandardCharsets.UTF_8),
        row.getString("document"));
  }

  private static SignedHead head(ResultSet row) throws SQLException {
    return new SignedHead(
        new Checkpoint(row.getString("origin"), row.getLong("size"), Hash.of(row.getBytes("root"))),
        row.getString("note"));
  }
}
