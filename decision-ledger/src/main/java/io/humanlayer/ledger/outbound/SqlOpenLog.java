package io.humanlayer.ledger.outbound;

import io.humanlayer.eventing.Cause;
import io.humanlayer.eventing.EventIds;
import io.humanlayer.eventing.Journal;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.kernel.Uuids;
import io.humanlayer.ledger.app.OpenLog;
import io.humanlayer.ledger.app.SealedKey;
import io.humanlayer.ledger.core.log.Appending;
import io.humanlayer.ledger.core.log.CoveredEntry;
import io.humanlayer.ledger.core.log.Document;
import io.humanlayer.ledger.core.log.Publication;
import io.humanlayer.ledger.wire.LedgerAvro;
import io.humanlayer.proof.Checkpoint;
import io.humanlayer.proof.Frontier;
import io.humanlayer.proof.Hash;
import io.humanlayer.proof.MerkleTree;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TiledHashes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// One log whose row this transaction has locked.
final class SqlOpenLog implements OpenLog {

  private static final UUID STREAMS = UUID.fromString("0b6ac9d6-2d3d-5a53-9d0f-6c1f3b8f4e21");

  /// The row of the log as it was when it was locked.
  record Locked(int id, String origin, Instant openedAt, long size) {}

  private final Handle handle;
  private final Locked log;
  private final SealedKey key;
  private final Journal journal;
  private final EventIds ids;

  SqlOpenLog(Handle handle, Locked log, byte[] key, Journal journal, EventIds ids) {
    this.handle = handle;
    this.log = log;
    this.key = new SealedKey(key);
    this.journal = journal;
    this.ids = ids;
  }

  @Override
  public String origin() {
    return log.origin();
  }

  @Override
  public SealedKey key() {
    return key;
  }

  @Override
  public Instant openedAt() {
    return log.openedAt();
  }

  @Override
  public long size() {
    return log.size();
  }

  @Override
  public Frontier frontier() {
    var tiles = new SqlTiles(handle, log.id(), log.size());
    List<List<Hash>> levels = new ArrayList<>();
    for (int level = 0; level < Frontier.levelsOf(log.size()); level++) {
      boolean empty = Frontier.widthAt(log.size(), level) == 0;
      long last = log.size() >>> ((level + 1) * Tile.HEIGHT);
      levels.add(empty ? List.of() : tiles.tile(level, last).hashes());
    }
    return new Frontier(log.size(), levels);
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    return handle
        .createQuery(
            "select size, root from ledger_checkpoint where log_id = :log"
                + " order by size desc limit 1")
        .bind("log", log.id())
        .map(
            (row, _) ->
                new Checkpoint(log.origin(), row.getLong("size"), Hash.of(row.getBytes("root"))))
        .findOne();
  }

  @Override
  public MerkleTree tree(long size) {
    return new MerkleTree(new TiledHashes(new SqlTiles(handle, log.id(), size)), size);
  }

  @Override
  public Set<UUID> known(Collection<UUID> eventIds) {
    return handle
        .createQuery(
            "select event_id from ledger_entry where log_id = :log and event_id = any(:ids)")
        .bind("log", log.id())
        .bindArray("ids", UUID.class, eventIds)
        .mapTo(UUID.class)
        .set();
  }

  @Override
  public void append(Appending appending) {
    new SqlAppending(handle, log.id()).write(appending);
  }

  @Override
  public List<CoveredEntry> entriesFrom(long from) {
    return handle
        .createQuery(
            """
            select e.idx, e.event_id, d.request_id from ledger_entry e
            left join ledger_document d on d.log_id = e.log_id and d.idx = e.idx and d.kind = :decided
            where e.log_id = :log and e.idx >= :from order by e.idx
            """)
        .bind("log", log.id())
        .bind("from", from)
        .bind("decided", Document.DECIDED)
        .map(
            (row, _) ->
                new CoveredEntry(
                    row.getLong("idx"),
                    Optional.ofNullable(row.getObject("event_id", UUID.class)),
                    Optional.ofNullable(row.getObject("request_id", UUID.class))
                        .map(RequestId::new)))
        .list();
  }

  @Override
  public void publish(Publication publication) {
    Checkpoint head = publication.checkpoint();
    handle
        .createUpdate(
            """
            insert into ledger_checkpoint (log_id, size, root, note, signed_at)
            values (:log, :size, :root, :note, :at)
            """)
        .bind("log", log.id())
        .bind("size", head.size())
        .bind("root", head.root().bytes())
        .bind("note", publication.note().toString())
        .bind("at", OffsetDateTime.ofInstant(publication.at(), ZoneOffset.UTC))
        .execute();
    handle
        .createUpdate("update ledger_log set checkpoint_size = :size where id = :log")
        .bind("size", head.size())
        .bind("log", log.id())
        .execute();
    journal.appendNext(
        handle,
        Uuids.v5(STREAMS, log.origin()),
        publication.events().stream().map(LedgerAvro::write).toList(),
        new Cause("checkpoint", ids.next().toString(), publication.org().value(), null));
  }
}
