package io.humanlayer.proof;

/// Where the tiles of a log are read from.
@FunctionalInterface
public interface TileSource {

  /// The tile with at least the hashes that the tree in question has there.
  Tile tile(int level, long index);
}
