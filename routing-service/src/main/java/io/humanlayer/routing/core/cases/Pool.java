package io.humanlayer.routing.core.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who could take a seat of one panel, as far as the register knows; the case still asks of each of
/// them whether they may.
///
/// @param candidates the best first
/// @param nextShift when somebody else comes on duty; none if that is not known
/// @param busy how many could be asked if they were not being asked about so much already; whoever
///   waits for them waits in a queue
public record Pool(
    String panel, List<Candidate> candidates, @Nullable Instant nextShift, int busy) {

  public Pool {
    candidates = List.copyOf(candidates);
  }

  public Pool(String panel, List<Candidate> candidates, @Nullable Instant nextShift) {
    this(panel, candidates, nextShift, 0);
  }

  /// The same for a case that is to have these only: the others are taken by other cases.
  public Pool only(List<Candidate> few) {
    return new Pool(panel, few, nextShift, busy + candidates.size() - few.size());
  }
}
