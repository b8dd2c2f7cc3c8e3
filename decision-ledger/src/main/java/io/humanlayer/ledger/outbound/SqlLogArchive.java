package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.LogArchive;
import io.humanlayer.ledger.core.audit.FoundEvent;
import io.humanlayer.ledger.core.audit.Period.Leaf;
import io.humanlayer.ledger.core.audit.Query;
import io.humanlayer.ledger.core.log.Document;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Tile;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads logs row by row, without holding more than a page of them.
@ApplicationScoped
public class SqlLogArchive implements LogArchive {

  private static final int FETCH = 2000;

  private static final String ROWS =
      """
      select e.idx, e.leaf, e.leaf_hash, d.document from ledger_entry e
      left join ledger_document d on d.log_id = e.log_id and d.idx = e.idx
      where e.log_id = (select id from ledger_log where origin = :origin)
      """;

  private final Jdbi jdbi;

  public SqlLogArchive(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<FoundEvent> search(String origin, Query query) {
    return jdbi.withHandle(
        handle -> {
          var found =
              handle
                  .createQuery(SearchSql.of(query.terms().size()))
                  .bind("origin", origin)
                  .bind("sealed", Document.DECISION_JSON)
                  .bind("from", utc(query.from()))
                  .bind("to", utc(query.to()))
                  .bind("before", query.before())
                  .bind("limit", query.limit());
          for (int i = 0; i < query.terms().size(); i++) {
            found.bind("term" + i, query.terms().get(i));
          }
          return found
              .map(
                  (row, _) ->
                      new FoundEvent(
                          row.getLong("idx"),
                          row.getObject("event_id", UUID.class),
                          row.getString("document")))
              .list();
        });
  }

  @Override
  public void documents(
      String origin, String kind, Instant from, Instant to, Consumer<Indexed> each) {
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(
                    """
                    select d.idx, d.document from ledger_document d
                    join ledger_log l on l.id = d.log_id
                    where l.origin = :origin and d.kind = :kind and d.occurred_at >= :from
                      and d.occurred_at < :to and d.idx < l.checkpoint_size order by d.idx
                    """)
                .bind("origin", origin)
                .bind("kind", kind)
                .bind("from", utc(from))
                .bind("to", utc(to))
                .setFetchSize(FETCH)
                .map((row, _) -> new Indexed(row.getLong("idx"), row.getString("document")))
                .forEach(each));
  }

  @Override
  public Optional<Range> range(String origin, Instant from, Instant to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select min(idx) as first, max(idx) + 1 as past from ledger_document
                    where log_id = (select id from ledger_log where origin = :origin)
                      and occurred_at >= :from and occurred_at < :to
                    having count(*) > 0
                    """)
                .bind("origin", origin)
                .bind("from", utc(from))
                .bind("to", utc(to))
                .map((row, _) -> new Range(row.getLong("first"), row.getLong("past")))
                .findOne());
  }

  @Override
  public List<Leaf> entries(String origin, long from, long to) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROWS + " and e.idx >= :from and e.idx < :to order by e.idx")
                .bind("origin", origin)
                .bind("from", from)
                .bind("to", to)
                .map(
                    (row, _) ->
                        new Leaf(
                            new String(row.getBytes("leaf"), StandardCharsets.UTF_8),
                            Optional.ofNullable(row.getString("document"))))
                .list());
  }

  @Override
  public void stored(String origin, Consumer<StoredEntry> each) {
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(ROWS + " order by e.idx")
                .bind("origin", origin)
                .setFetchSize(FETCH)
                .map(
                    (row, _) ->
                        new StoredEntry(
                            row.getLong("idx"),
                            new String(row.getBytes("leaf"), StandardCharsets.UTF_8),
                            Hash.of(row.getBytes("leaf_hash")),
                            Optional.ofNullable(row.getString("document"))))
                .forEach(each));
  }

  @Override
  public List<StoredHead> heads(String origin) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select size, root, note from ledger_checkpoint
                    where log_id = (select id from ledger_log where origin = :origin)
                    """)
                .bind("origin", origin)
                .map(
                    (row, _) ->
                        new StoredHead(
                            row.getLong("size"),
                            Hash.of(row.getBytes("root")),
                            row.getString("note")))
                .list());
  }

  @Override
  public Optional<Tile> tile(String origin, int level, long index) {
    return jdbi.withHandle(handle -> tile(handle, origin, level, index));
  }

  @Override
  public int forgetDocumentsBefore(Instant before) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate("delete from ledger_document where occurred_at < :before")
                .bind("before", utc(before))
                .execute());
  }

  private static Optional<Tile> tile(Handle handle, String origin, int level, long index) {
    return handle
        .createQuery(
            """
            select hashes from ledger_tile
            where log_id = (select id from ledger_log where origin = :origin)
              and level = :level and n = :n
            """)
        .bind("origin", origin)
        .bind("level", level)
        .bind("n", index)
        .map((row, _) -> Tile.read(level, index, row.getBytes("hashes")))
        .findOne();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
