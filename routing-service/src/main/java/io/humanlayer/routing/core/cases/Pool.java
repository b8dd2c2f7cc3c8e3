package io.humanlayer.routing.core.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who could take a seat of one panel, as far as the register knows; the case still asks of each of
/// them whether they may.
///
/// @param candidates the best first
/// @param nextShift when somebody else comes on duty; none if that is not known
public record Pool(String panel, List<Candidate> candidates, @Nullable Instant nextShift) {

  public Pool {
    candidates = List.copyOf(candidates);
  }
}
