package io.humanlayer.ledger.outbound;

import io.humanlayer.ledger.core.log.Appending;
import io.humanlayer.ledger.core.log.Entry;
import io.humanlayer.proof.Tile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// Writes new entries, decisions and full tiles, one statement for each kind whatever their number.
final class SqlAppending {

  private final Handle handle;
  private final int log;

  SqlAppending(Handle handle, int log) {
    this.handle = handle;
    this.log = log;
  }

  void write(Appending appending) {
    entries(appending.entries());
    decisions(appending.entries().stream().filter(it -> it.decision().isPresent()).toList());
    tiles(appending.fullTiles());
    handle
        .createUpdate("update ledger_log set next_index = :next where id = :log")
        .bind("next", appending.after().size())
        .bind("log", log)
        .execute();
  }

  private void entries(List<Entry> entries) {
    handle
        .createUpdate(
            """
            insert into ledger_entry (log_id, idx, event_id, leaf, leaf_hash)
            select :log, * from unnest(:idx, :event, :leaf, :hash)
            """)
        .bind("log", log)
        .bind("idx", array("bigint", entries, Entry::index))
        .bind("event", array("uuid", entries, entry -> entry.eventId().orElse(null)))
        .bind("leaf", bytes(entries, entry -> entry.leaf().getBytes(StandardCharsets.UTF_8)))
        .bind("hash", bytes(entries, entry -> entry.leafHash().bytes()))
        .execute();
  }

  private void decisions(List<Entry> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into ledger_decision (log_id, idx, request_id, document)
            select :log, * from unnest(:idx, :request, :document)
            """)
        .bind("log", log)
        .bind("idx", array("bigint", decisions, Entry::index))
        .bind(
            "request",
            array("uuid", decisions, it -> it.decision().orElseThrow().request().value()))
        .bind("document", array("text", decisions, it -> it.decision().orElseThrow().json()))
        .execute();
  }

  private void tiles(List<Tile> tiles) {
    if (tiles.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into ledger_tile (log_id, level, n, hashes, root)
            select :log, * from unnest(:level, :n, :hashes, :root)
            """)
        .bind("log", log)
        .bind("level", array("smallint", tiles, tile -> (short) tile.level()))
        .bind("n", array("bigint", tiles, Tile::index))
        .bind("hashes", bytes(tiles, Tile::bytes))
        .bind("root", bytes(tiles, tile -> tile.root().bytes()))
        .execute();
  }

  private <T> Argument array(String type, List<T> rows, Function<T, @Nullable Object> column) {
    return argument(type, rows.stream().map(column).toArray());
  }

  private <T> Argument bytes(List<T> rows, Function<T, byte[]> column) {
    return argument("bytea", rows.stream().map(column).toArray(byte[][]::new));
  }

  private Argument argument(String type, @Nullable Object[] values) {
    return (position, statement, _) ->
        statement.setArray(position, handle.getConnection().createArrayOf(type, values));
  }
}
