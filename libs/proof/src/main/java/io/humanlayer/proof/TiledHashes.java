package io.humanlayer.proof;

import java.util.HashMap;
import java.util.Map;

/// Finds the hashes of a tree in tiles. It reads each tile once and is meant to live as long as one
/// answer: a proof in a log of sixteen million leaves reads at most six tiles.
public final class TiledHashes implements HashSource {

  private final TileSource tiles;
  private final Map<Coordinates, Tile> read = new HashMap<>();

  private record Coordinates(int level, long index) {}

  public TiledHashes(TileSource tiles) {
    this.tiles = tiles;
  }

  @Override
  public Hash at(int level, long index) {
    int rise = level % Tile.HEIGHT;
    long first = index << rise;
    var where = new Coordinates(level / Tile.HEIGHT, first / Tile.WIDTH);
    return read.computeIfAbsent(where, it -> tiles.tile(it.level(), it.index()))
        .complete(rise, (int) (first % Tile.WIDTH) >>> rise);
  }
}
