package io.humanlayer.proof;

import java.util.ArrayList;
import java.util.List;

/// The tree over the first `size` leaves of a log, as RFC 9162 §2.1 defines it. It asks its source
/// only for complete subtrees, O(log size) of them for each answer.
public record MerkleTree(HashSource hashes, long size) {

  public MerkleTree {
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size);
    }
  }

  /// A tree over leaf hashes held in memory.
  public static MerkleTree of(List<Hash> leaves) {
    List<List<Hash>> levels = new ArrayList<>();
    for (List<Hash> row = List.copyOf(leaves); !row.isEmpty(); row = above(row)) {
      levels.add(row);
    }
    return new MerkleTree(
        (level, index) -> levels.get(level).get(Math.toIntExact(index)), leaves.size());
  }

  public Hash root() {
    return size == 0 ? Hash.ofNothing() : rootOf(0, size);
  }

  /// RFC 9162 §2.1.3.1: the path from the leaf at `index` to the root.
  public InclusionProof inclusionProof(long index) {
    return new InclusionProof(index, size, inclusionPath(index, 0, size));
  }

  /// RFC 9162 §2.1.4.1: that the tree of `earlierSize` leaves is a beginning of this one.
  public ConsistencyProof consistencyProof(long earlierSize) {
    if (earlierSize <= 0 || earlierSize > size) {
      throw new IllegalArgumentException("no consistency from " + earlierSize + " to " + size);
    }
    List<Hash> path = new ArrayList<>();
    subProof(earlierSize, 0, size, true, path);
    return new ConsistencyProof(earlierSize, size, path);
  }

  /// The root over the leaves `[start, end)`, where `start` is a multiple of the smallest power of
  /// two that is not less than the width.
  Hash rootOf(long start, long end) {
    long width = end - start;
    if (Long.bitCount(width) == 1) {
      int level = Long.numberOfTrailingZeros(width);
      return hashes.at(level, start >>> level);
    }
    long split = split(width);
    return Hash.ofNode(rootOf(start, start + split), rootOf(start + split, end));
  }

  /// The siblings of the leaf at `index` within `[start, end)`, from the leaf upwards.
  List<Hash> inclusionPath(long index, long start, long end) {
    if (index < start || index >= end) {
      throw new IllegalArgumentException("no leaf " + index + " in [" + start + ", " + end + ")");
    }
    List<Hash> fromTheRoot = new ArrayList<>();
    while (end - start > 1) {
      long middle = start + split(end - start);
      if (index < middle) {
        fromTheRoot.add(rootOf(middle, end));
        end = middle;
      } else {
        fromTheRoot.add(rootOf(start, middle));
        start = middle;
      }
    }
    return fromTheRoot.reversed();
  }

  private void subProof(long earlier, long start, long end, boolean known, List<Hash> path) {
    if (earlier == end) {
      if (!known) {
        path.add(rootOf(start, end));
      }
      return;
    }
    long middle = start + split(end - start);
    if (earlier <= middle) {
      subProof(earlier, start, middle, known, path);
      path.add(rootOf(middle, end));
    } else {
      subProof(earlier, middle, end, false, path);
      path.add(rootOf(start, middle));
    }
  }

  /// The largest power of two smaller than `width`.
  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }

  private static List<Hash> above(List<Hash> row) {
    List<Hash> above = new ArrayList<>(row.size() / 2);
    for (int i = 0; i + 1 < row.size(); i += 2) {
      above.add(Hash.ofNode(row.get(i), row.get(i + 1)));
    }
    return above;
  }
}
