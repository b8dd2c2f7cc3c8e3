package io.humanlayer.proof;

/// Where a tree finds the hashes of its complete subtrees.
@FunctionalInterface
public interface HashSource {

  /// The root of the complete subtree of the leaves `[index * 2^level, (index + 1) * 2^level)`.
  Hash at(int level, long index);
}
