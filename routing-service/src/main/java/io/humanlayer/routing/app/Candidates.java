package io.humanlayer.routing.app;

import io.humanlayer.routing.core.cases.Case;
import io.humanlayer.routing.core.cases.Pool;
import java.time.Instant;
import java.util.List;

/// Who could be asked. The case still asks of each of them whether they may.
public interface Candidates {

  /// How many people are looked at for one panel of one case.
  int MAX = 1_000;

  /// Whoever the seats of a case could be offered to at this instant, by panel of its circle, the
  /// best first.
  default List<Pool> of(Case.Open open, Instant at) {
    return of(List.of(open), at).getFirst();
  }

  /// The same for several cases of one Organisation, in their order, for hardly more than one.
  List<List<Pool>> of(List<Case.Open> cases, Instant at);
}
