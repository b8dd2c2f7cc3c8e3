package io.humanlayer.proof;

import java.util.ArrayList;
import java.util.List;

/// The right edge of a log: for each level of tiles, the hashes that do not fill a tile yet. It is
/// all that must be known to append leaves, to compute the root and to say which tiles became full.
///
/// @param size how many leaves the log has
/// @param levels the partial tiles, level 0 first; as many hashes as the digits of `size` to base
///   256 say
public record Frontier(long size, List<List<Hash>> levels) {

  public Frontier {
    levels = levels.stream().map(List::copyOf).toList();
    if (size < 0 || levels.size() != levelsOf(size)) {
      throw new IllegalArgumentException("a log of " + size + " leaves has no such frontier");
    }
    for (int level = 0; level < levels.size(); level++) {
      if (levels.get(level).size() != widthAt(size, level)) {
        throw new IllegalArgumentException("level " + level + " does not fit " + size + " leaves");
      }
    }
  }

  /// What appending brings: the new edge, and the tiles that will never change again.
  public record Growth(Frontier frontier, List<Tile> fullTiles) {
    public Growth {
      fullTiles = List.copyOf(fullTiles);
    }
  }

  public static Frontier empty() {
    return new Frontier(0, List.of());
  }

  /// How many levels of tiles a log of `size` leaves has.
  public static int levelsOf(long size) {
    return (Long.SIZE - Long.numberOfLeadingZeros(size) + Tile.HEIGHT - 1) / Tile.HEIGHT;
  }

  /// How many hashes of `level` do not fill a tile in a log of `size` leaves.
  public static int widthAt(long size, int level) {
    return (int) (size >>> (level * Tile.HEIGHT)) & (Tile.WIDTH - 1);
  }

  public Growth append(List<Hash> leaves) {
    List<List<Hash>> edge = new ArrayList<>();
    levels.forEach(level -> edge.add(new ArrayList<>(level)));
    List<Tile> full = new ArrayList<>();
    long count = size;
    for (Hash leaf : leaves) {
      count++;
      push(edge, 0, leaf, count, full);
    }
    return new Growth(new Frontier(count, edge), full);
  }

  private static void push(
      List<List<Hash>> edge, int level, Hash hash, long count, List<Tile> full) {
    if (edge.size() == level) {
      edge.add(new ArrayList<>());
    }
    List<Hash> row = edge.get(level);
    row.add(hash);
    if (row.size() == Tile.WIDTH) {
      long index = (count >>> ((level + 1) * Tile.HEIGHT)) - 1;
      var tile = new Tile(level, index, row);
      full.add(tile);
      row.clear();
      push(edge, level + 1, tile.root(), count, full);
    }
  }

  /// RFC 9162 §2.1.1, from the right: each complete subtree of the edge takes what is to its right.
  public Hash root() {
    Hash right = null;
    for (int level = 0; level < levels.size(); level++) {
      List<Hash> row = levels.get(level);
      int end = row.size();
      for (int rise = 0; end > 0; rise++) {
        int width = 1 << rise;
        if ((row.size() & width) != 0) {
          Hash left = new Tile(level, 0, row.subList(end - width, end)).complete(rise, 0);
          right = right == null ? left : Hash.ofNode(left, right);
          end -= width;
        }
      }
    }
    return right == null ? Hash.ofNothing() : right;
  }
}
