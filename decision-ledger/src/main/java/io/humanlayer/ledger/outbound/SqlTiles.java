package io.humanlayer.ledger.outbound;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TileSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The tiles of one log as a tree of `size` entries has them: full ones as they are stored, partial
/// ones from the newest leaves, or from the roots of the tiles one level below.
record SqlTiles(Handle handle, int log, long size) implements TileSource {

  @Override
  public Tile tile(int level, long index) {
    int width = Tile.widthIn(size, level, index);
    if (width == 0) {
      throw new IllegalArgumentException("a tree of " + size + " entries has no such tile");
    }
    if (width == Tile.WIDTH) {
      return stored(level, index);
    }
    List<Hash> hashes = level == 0 ? leaves(index, width) : roots(level - 1, index, width);
    if (hashes.size() != width) {
      throw new IllegalStateException("log " + log + " lacks entries below its size");
    }
    return new Tile(level, index, hashes);
  }

  private Tile stored(int level, long index) {
    return handle
        .createQuery(
            "select hashes from ledger_tile where log_id = :log and level = :level and n = :n")
        .bind("log", log)
        .bind("level", level)
        .bind("n", index)
        .map((row, _) -> Tile.read(level, index, row.getBytes("hashes")))
        .findOne()
        .orElseThrow(() -> new IllegalStateException("log " + log + " lacks a full tile"));
  }

  private List<Hash> leaves(long index, int width) {
    return handle
        .createQuery(
            """
            select leaf_hash from ledger_entry
            where log_id = :log and idx >= :from and idx < :to order by idx
            """)
        .bind("log", log)
        .bind("from", index * Tile.WIDTH)
        .bind("to", index * Tile.WIDTH + width)
        .map((row, _) -> Hash.of(row.getBytes("leaf_hash")))
        .list();
  }

  private List<Hash> roots(int level, long index, int width) {
    return handle
        .createQuery(
            """
            select root from ledger_tile
            where log_id = :log and level = :level and n >= :from and n < :to order by n
            """)
        .bind("log", log)
        .bind("level", level)
        .bind("from", index * Tile.WIDTH)
        .bind("to", index * Tile.WIDTH + width)
        .map((row, _) -> Hash.of(row.getBytes("root")))
        .list();
  }
}
