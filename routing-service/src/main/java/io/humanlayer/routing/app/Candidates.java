package io.humanlayer.routing.app;

import io.humanlayer.routing.core.cases.DecisionRequest;
import io.humanlayer.routing.core.cases.Panel;
import io.humanlayer.routing.core.cases.Pool;
import java.time.Instant;

/// Who could be asked. The case still asks of each of them whether they may.
public interface Candidates {

  /// How many people are looked at for one panel of one case.
  int MAX = 1_000;

  /// Whoever `panel` could be offered to at this instant, the best first.
  ///
  /// @param deadline until when somebody must have decided
  Pool forPanel(DecisionRequest request, Panel panel, Instant at, Instant deadline);
}
