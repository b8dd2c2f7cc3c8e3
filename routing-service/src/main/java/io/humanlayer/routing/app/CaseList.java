package io.humanlayer.routing.app;

import io.humanlayer.routing.core.sentinels.Sentinel;
import java.util.List;

/// The cases in which a Sentinel holds an offer.
public interface CaseList {

  /// The longest list that is given.
  int MAX_LENGTH = 200;

  /// Those under way, the nearest deadline first.
  List<CaseSummary> open(Sentinel sentinel);

  /// Those that are settled, the latest first.
  List<CaseSummary> decided(Sentinel sentinel);
}
