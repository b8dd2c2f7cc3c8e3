package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.ledger.app.Seals;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.NoteSignature;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Seals in PostgreSQL, beside the heads they are of and apart from what appending locks.
@ApplicationScoped
public class SqlSeals implements Seals {

  private static final String HEAD =
      """
      select c.log_id, l.origin, c.size, c.root, c.note
      from ledger_checkpoint c join ledger_log l on l.id = c.log_id
      """;

  private final Jdbi jdbi;

  public SqlSeals(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<Sealed> open(int lines) {
    return jdbi.withHandle(
        handle ->
            all(
                handle,
                handle
                    .createQuery(
                        HEAD
                            + """
                             where c.size = l.checkpoint_size
                               and (not exists (select from ledger_time_stamp t
                                                where t.log_id = c.log_id and t.size = c.size)
                                    or (select count(*) from ledger_cosignature s
                                        where s.log_id = c.log_id and s.size = c.size) < :lines)
                            """)
                    .bind("lines", lines)));
  }

  @Override
  public Optional<Sealed> of(String origin, long size) {
    return jdbi.withHandle(
        handle ->
            all(
                    handle,
                    handle
                        .createQuery(HEAD + " where l.origin = :origin and c.size = :size")
                        .bind("origin", origin)
                        .bind("size", size))
                .stream()
                .findFirst());
  }

  @Override
  public Optional<Sealed> over(String origin, long index) {
    return jdbi.withHandle(
        handle ->
            all(
                    handle,
                    handle
                        .createQuery(
                            HEAD
                                + """
                                 where l.origin = :origin and c.size > :index
                                 order by (exists (select from ledger_time_stamp t
                                   where t.log_id = c.log_id and t.size = c.size)) desc, c.size
                                 limit 1
                                """)
                        .bind("origin", origin)
                        .bind("index", index))
                .stream()
                .findFirst());
  }

  @Override
  public Optional<Sealed> newest(String origin) {
    return jdbi.withHandle(
        handle ->
            all(
                    handle,
                    handle
                        .createQuery(
                            HEAD
                                + """
                                 where l.origin = :origin and exists (select
                                   from ledger_cosignature s
                                   where s.log_id = c.log_id and s.size = c.size)
                                 order by c.size desc limit 1
                                """)
                        .bind("origin", origin))
                .stream()
                .findFirst());
  }

  @Override
  public long seenBy(String origin, String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(max(s.size), 0) from ledger_cosignature s
                    join ledger_log l on l.id = s.log_id
                    where l.origin = :origin and s.signed_by = :key
                    """)
                .bind("origin", origin)
                .bind("key", key)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public void add(SignedHead head, NoteSignature line, Instant at) {
    String key = line.name() + "+" + HexFormat.of().toHexDigits(line.keyId());
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into ledger_cosignature (log_id, size, signed_by, line, received_at)
                    select id, :size, :key, :line, :at from ledger_log where origin = :origin
                    on conflict do nothing
                    """)
                .bind("origin", head.checkpoint().origin())
                .bind("size", head.checkpoint().size())
                .bind("key", key)
                .bind("line", line.line())
                .bind("at", utc(at))
                .execute());
  }

  @Override
  public void add(SignedHead head, Stamp stamp) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into ledger_time_stamp (log_id, size, authority, at, trusted, answer)
                    select id, :size, :authority, :at, :trusted, :answer
                    from ledger_log where origin = :origin on conflict do nothing
                    """)
                .bind("origin", head.checkpoint().origin())
                .bind("size", head.checkpoint().size())
                .bind("authority", stamp.authority())
                .bind("at", utc(stamp.at()))
                .bind("trusted", stamp.trusted())
                .bind("answer", stamp.answer())
                .execute());
  }

  @Override
  public void refuse(SignedHead head, Refusal refusal) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into ledger_seal_refusal (log_id, size, told_by, fault, detail, at)
                    select id, :size, :by, :fault, :detail, :at
                    from ledger_log where origin = :origin on conflict do nothing
                    """)
                .bind("origin", head.checkpoint().origin())
                .bind("size", head.checkpoint().size())
                .bind("by", refusal.by())
                .bind("fault", refusal.fault())
                .bind("detail", refusal.detail())
                .bind("at", utc(refusal.at()))
                .execute());
  }

  private record Row(int log, SignedHead head) {}

  private static List<Sealed> all(Handle handle, Query query) {
    return query.map((row, _) -> new Row(row.getInt("log_id"), head(row))).list().stream()
        .map(row -> sealed(handle, row))
        .toList();
  }

  private static Sealed sealed(Handle handle, Row row) {
    return new Sealed(
        row.head(),
        at(handle, row, "select signed_by, line from ledger_cosignature", "signed_by")
            .map((it, _) -> new Cosignature(it.getString("signed_by"), it.getString("line")))
            .list(),
        at(handle, row, "select authority, at, trusted, answer from ledger_time_stamp", "at")
            .map(
                (it, _) ->
                    new Stamp(
                        it.getString("authority"),
                        instant(it),
                        it.getBoolean("trusted"),
                        it.getBytes("answer")))
            .list(),
        at(handle, row, "select told_by, fault, detail, at from ledger_seal_refusal", "at")
            .map(
                (it, _) ->
                    new Refusal(
                        it.getString("told_by"),
                        it.getString("fault"),
                        it.getString("detail"),
                        instant(it)))
            .list());
  }

  private static Query at(Handle handle, Row row, String select, String order) {
    return handle
        .createQuery(select + " where log_id = :log and size = :size order by " + order)
        .bind("log", row.log())
        .bind("size", row.head().checkpoint().size());
  }

  private static SignedHead head(ResultSet row) throws SQLException {
    return new SignedHead(
        new Checkpoint(row.getString("origin"), row.getLong("size"), Hash.of(row.getBytes("root"))),
        row.getString("note"));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
