package io.humanlayer.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The leaves under one tile of level 0, each with its length before it in two bytes (C2SP
/// tlog-tiles).
public final class EntryBundle {

  /// What a length of two bytes can say.
  public static final int MAX_LEAF_BYTES = 65_535;

  private EntryBundle() {}

  public static byte[] write(List<byte[]> leaves) {
    int length = 0;
    for (byte[] leaf : leaves) {
      if (leaf.length > MAX_LEAF_BYTES) {
        throw new MalformedException("a leaf has at most " + MAX_LEAF_BYTES + " bytes");
      }
      length += 2 + leaf.length;
    }
    ByteBuffer bundle = ByteBuffer.allocate(length);
    for (byte[] leaf : leaves) {
      bundle.putShort((short) leaf.length).put(leaf);
    }
    return bundle.array();
  }

  public static List<byte[]> read(byte[] bundle) {
    List<byte[]> leaves = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    while (rest.hasRemaining()) {
      int length = rest.remaining() < 2 ? MAX_LEAF_BYTES : Short.toUnsignedInt(rest.getShort());
      if (length > rest.remaining()) {
        throw new MalformedException("an entry bundle ends in the middle of a leaf");
      }
      byte[] leaf = new byte[length];
      rest.get(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }
}
