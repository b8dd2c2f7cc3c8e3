package io.humanlayer.routing.core.sentinels;

import java.time.Instant;

/// How a Sentinel's identity was verified.
///
/// @param method in one word: `operator`, `id-document`, `eidas`
/// @param level 1 the operator vouches, 2 remote with evidence, 3 in person
/// @param verifier who verified
/// @param at when
public record Proofing(String method, int level, String verifier, Instant at) {

  public static final int MAX_LEVEL = 3;

  public Proofing {
    if (level < 1 || level > MAX_LEVEL) {
      throw new IllegalArgumentException("a proofing's level is 1 to " + MAX_LEVEL);
    }
  }
}
