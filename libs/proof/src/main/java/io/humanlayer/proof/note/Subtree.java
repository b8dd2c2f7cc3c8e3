package io.humanlayer.proof.note;

import io.humanlayer.proof.Hash;
import io.humanlayer.proof.InclusionProof;
import java.util.List;

/// The leaves `[start, end)` of a log, where `start` is a multiple of the smallest power of two
/// that is not below the width (draft-ietf-plants-merkle-tree-certs §4.1): what an ML-DSA
/// cosignature speaks of. Numbers are unsigned.
public record Subtree(long start, long end) {

  public boolean isValid() {
    if (Long.compareUnsigned(start, end) >= 0) {
      return false;
    }
    long width = end - start;
    long below = Long.highestOneBit(width);
    // 0 stands for 2⁶⁴, of which only 0 is a multiple.
    long ceiling = below == width ? width : below << 1;
    return ceiling == 0 ? start == 0 : (start & (ceiling - 1)) == 0;
  }

  /// Whether the leaf at `index` of the log is in the subtree with `root`.
  public boolean contains(long index, Hash leaf, List<Hash> path, Hash root) {
    return isValid()
        && Long.compareUnsigned(index, start) >= 0
        && new InclusionProof(index - start, end - start, path).proves(leaf, root);
  }

  /// Whether the subtree with `own` root is part of the tree of `size` leaves with `root` (§4.4.3
  /// of the draft).
  public boolean isPartOf(long size, Hash own, Hash root, List<Hash> path) {
    if (start == end && Long.compareUnsigned(end, size) <= 0) {
      // The empty subtree is part of every tree, and there is nothing to prove it with.
      return path.isEmpty() && own.equals(Hash.ofNothing());
    }
    if (!isValid() || Long.compareUnsigned(end, size) > 0) {
      return false;
    }
    long fn = start;
    long sn = end - 1;
    long tn = size - 1;
    boolean last = sn == tn;
    while (fn != sn && (last || (sn & 1) == 1)) {
      fn >>>= 1;
      sn >>>= 1;
      tn >>>= 1;
    }
    boolean whole = fn == sn;
    if (!whole && path.isEmpty()) {
      return false;
    }
    Hash fr = whole ? own : path.getFirst();
    Hash sr = fr;
    for (Hash c : whole ? path : path.subList(1, path.size())) {
      if (tn == 0) {
        return false;
      }
      if ((sn & 1) == 1 || sn == tn) {
        fr = Long.compareUnsigned(fn, sn) < 0 ? Hash.ofNode(c, fr) : fr;
        sr = Hash.ofNode(c, sr);
        int up = sn == 0 ? 0 : Long.numberOfTrailingZeros(sn);
        fn >>>= up;
        sn >>>= up;
        tn >>>= up;
      } else {
        sr = Hash.ofNode(sr, c);
      }
      fn >>>= 1;
      sn >>>= 1;
      tn >>>= 1;
    }
    return tn == 0 && fr.equals(own) && sr.equals(root);
  }
}
