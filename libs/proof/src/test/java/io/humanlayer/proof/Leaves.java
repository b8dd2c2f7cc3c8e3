package io.humanlayer.proof;

import java.util.List;
import java.util.stream.IntStream;

/// Leaf hashes that tests build trees of: leaf `i` is the one byte `i` up to 255.
final class Leaves {

  private Leaves() {}

  static List<Hash> first(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) i, (byte) (i >>> 8)}))
        .toList();
  }

  static List<Hash> ofOneByte(int count) {
    return IntStream.range(0, count).mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) i})).toList();
  }

  static Hash flip(Hash hash, int bit) {
    byte[] bytes = hash.bytes();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    return Hash.of(bytes);
  }
}
