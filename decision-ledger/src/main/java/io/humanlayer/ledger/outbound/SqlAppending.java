package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.core.log.Appending;
import io.humanlayer.ledger.core.log.Document;
import io.humanlayer.ledger.core.log.Entry;
import io.humanlayer.proof.Tile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes new entries, their documents and full tiles: one COPY for each table, whatever their
/// number.
final class SqlAppending {

  private final Handle handle;
  private final int log;

  SqlAppending(Handle handle, int log) {
    this.handle = handle;
    this.log = log;
  }

  void write(Appending appending) {
    entries(appending.entries());
    documents(appending.entries());
    tiles(appending.fullTiles());
    handle
        .createUpdate("update ledger_log set next_index = :next where id = :log")
        .bind("next", appending.after().size())
        .bind("log", log)
        .execute();
  }

  private void entries(List<Entry> entries) {
    var rows = new BinaryCopy();
    for (Entry entry : entries) {
      rows.row(5)
          .number(log)
          .number(entry.index())
          .uuid(entry.eventId().orElse(null))
          .bytes(entry.leaf().getBytes(StandardCharsets.UTF_8))
          .bytes(entry.leafHash().bytes());
    }
    rows.into(handle, "ledger_entry (log_id, idx, event_id, leaf, leaf_hash)");
  }

  private void documents(List<Entry> entries) {
    var documents = new BinaryCopy();
    var terms = new BinaryCopy();
    for (Entry entry : entries) {
      entry.document().ifPresent(it -> document(documents, terms, entry.index(), it));
    }
    documents.into(
        handle, "ledger_document (log_id, idx, request_id, kind, occurred_at, document)");
    terms.into(handle, "ledger_term (log_id, term, idx)");
  }

  private void document(BinaryCopy documents, BinaryCopy terms, long index, Document document) {
    documents
        .row(6)
        .number(log)
        .number(index)
        .uuid(document.request().map(it -> it.value()).orElse(null))
        .text(document.kind())
        .time(document.at())
        .text(document.json());
    for (String term : document.terms()) {
      terms.row(3).number(log).text(term).number(index);
    }
  }

  private void tiles(List<Tile> tiles) {
    if (tiles.isEmpty()) {
      return;
    }
    var rows = new BinaryCopy();
    for (Tile tile : tiles) {
      rows.row(5)
          .number(log)
          .small(tile.level())
          .number(tile.index())
          .bytes(tile.bytes())
          .bytes(tile.root().bytes());
    }
    rows.into(handle, "ledger_tile (log_id, level, n, hashes, root)");
  }
}
