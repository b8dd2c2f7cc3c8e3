package io.humanlayer.ledger.app;

import io.humanlayer.ledger.app.LogReader.SignedHead;
import io.humanlayer.proof.EntryBundle;
import io.humanlayer.proof.Tile;
import io.humanlayer.proof.TileIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Gives tiles and bundles of entries, as far as the newest head reaches.
@ApplicationScoped
public class ReadTiles {

  private final LogReader logs;

  public ReadTiles(LogReader logs) {
    this.logs = logs;
  }

  /// The hashes of a tile, in the width that is asked for.
  public Optional<byte[]> tile(String origin, int level, TileIndex tile) {
    return size(origin, level, tile)
        .map(size -> logs.tile(origin, size, level, tile.index()))
        .map(it -> new Tile(level, tile.index(), it.hashes().subList(0, tile.width())).bytes());
  }

  /// The leaves under a tile of level 0.
  public Optional<byte[]> entries(String origin, TileIndex tile) {
    long from = tile.index() * Tile.WIDTH;
    return size(origin, 0, tile)
        .map(_ -> logs.leaves(origin, from, from + tile.width()))
        .map(
            leaves ->
                EntryBundle.write(
                    leaves.stream().map(leaf -> leaf.getBytes(StandardCharsets.UTF_8)).toList()));
  }

  private Optional<Long> size(String origin, int level, TileIndex tile) {
    return logs.newestHead(origin)
        .map(SignedHead::checkpoint)
        .filter(head -> Tile.widthIn(head.size(), level, tile.index()) >= tile.width())
        .map(head -> head.size());
  }
}
