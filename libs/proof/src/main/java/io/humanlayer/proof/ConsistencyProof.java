package io.humanlayer.proof;

import java.util.List;

/// That a log only grew from one size to another. Sizes are unsigned.
public record ConsistencyProof(long earlierSize, long size, List<Hash> path) {

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /// Whether the tree with `root` begins with the tree with `earlierRoot`. Nothing is consistent
  /// with the empty tree: such a proof would prove nothing.
  public boolean proves(Hash earlierRoot, Hash root) {
    // RFC 9162 §2.1.4.2
    if (earlierSize == 0 || Long.compareUnsigned(earlierSize, size) > 0) {
      return false;
    }
    if (earlierSize == size) {
      return path.isEmpty() && earlierRoot.equals(root);
    }
    boolean complete = Long.bitCount(earlierSize) == 1;
    if (path.isEmpty()) {
      return false;
    }
    long fn = earlierSize - 1;
    long sn = size - 1;
    int rise = Long.numberOfTrailingZeros(~fn);
    fn >>>= rise;
    sn >>>= rise;
    Hash fr = complete ? earlierRoot : path.getFirst();
    Hash sr = fr;
    for (Hash c : complete ? path : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = Hash.ofNode(c, fr);
        sr = Hash.ofNode(c, sr);
        int up = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
        fn >>>= up;
        sn >>>= up;
      } else {
        sr = Hash.ofNode(sr, c);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && fr.equals(earlierRoot) && sr.equals(root);
  }
}
