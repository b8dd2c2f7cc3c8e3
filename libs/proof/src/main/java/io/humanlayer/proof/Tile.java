package io.humanlayer.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Up to 256 neighbouring hashes of one level of tiles (C2SP tlog-tiles): hash `i` covers the
/// `256^level` leaves from `(index * 256 + i) * 256^level` on.
public record Tile(int level, long index, List<Hash> hashes) {

  public static final int WIDTH = 256;

  /// How many levels of the tree one level of tiles spans: 2⁸ = 256.
  public static final int HEIGHT = 8;

  public Tile {
    hashes = List.copyOf(hashes);
    if (level < 0 || level > 63 || index < 0 || hashes.isEmpty() || hashes.size() > WIDTH) {
      throw new IllegalArgumentException("no such tile");
    }
  }

  public static Tile read(int level, long index, byte[] bytes) {
    if (bytes.length % Hash.LENGTH != 0) {
      throw new MalformedException("a tile is a row of hashes of 32 bytes");
    }
    List<Hash> hashes = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    byte[] next = new byte[Hash.LENGTH];
    while (rest.hasRemaining()) {
      rest.get(next);
      hashes.add(Hash.of(next));
    }
    return new Tile(level, index, hashes);
  }

  /// How wide tile `index` of `level` is in a tree of `size` leaves; 0 where there is none yet.
  public static int widthIn(long size, int level, long index) {
    long hashes = level * HEIGHT >= Long.SIZE ? 0 : size >>> (level * HEIGHT);
    return (int) Math.clamp(hashes - index * WIDTH, 0L, (long) WIDTH);
  }

  public boolean isFull() {
    return hashes.size() == WIDTH;
  }

  /// The root of the full tile: the hash that stands for it one level up.
  public Hash root() {
    if (!isFull()) {
      throw new IllegalStateException("a partial tile is never hashed upward");
    }
    return complete(HEIGHT, 0);
  }

  /// The root of the `2^rise` hashes from `index * 2^rise` on.
  Hash complete(int rise, int index) {
    return rise == 0
        ? hashes.get(index)
        : Hash.ofNode(complete(rise - 1, 2 * index), complete(rise - 1, 2 * index + 1));
  }

  public byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Hash.LENGTH);
    for (Hash hash : hashes) {
      hash.putInto(bytes);
    }
    return bytes.array();
  }
}
