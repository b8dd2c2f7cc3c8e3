package io.humanlayer.routing.core.cases;

import io.humanlayer.routing.core.sentinels.Sentinel;

/// Somebody who could be asked.
///
/// @param present whether they are there at this moment, and so have less time to answer an offer
/// @param score how little it suits that they are asked, from 0 to 1
public record Candidate(Sentinel sentinel, boolean present, double score) {

  public Candidate(Sentinel sentinel, boolean present) {
    this(sentinel, present, 0);
  }
}
