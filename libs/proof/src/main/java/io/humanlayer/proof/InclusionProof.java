package io.humanlayer.proof;

import java.util.List;

/// That a leaf is in a tree. `index` and `size` are unsigned.
public record InclusionProof(long index, long size, List<Hash> path) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /// Whether the path leads from `leaf` at this very index to `root` at this very size.
  public boolean proves(Hash leaf, Hash root) {
    // RFC 9162 §2.1.3.2
    if (Long.compareUnsigned(index, size) >= 0) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    Hash r = leaf;
    for (Hash p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = Hash.ofNode(p, r);
        int rise = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
        fn >>>= rise;
        sn >>>= rise;
      } else {
        r = Hash.ofNode(r, p);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && r.equals(root);
  }
}
