package io.humanlayer.ledger.core.usage;

import java.util.List;

/// One decision as it is metered.
///
/// @param index its entry in the log
/// @param sentinels who decided; empty if nobody was asked
public record DecisionUse(
    long index, String type, long level, String basis, List<String> sentinels) {

  public DecisionUse {
    sentinels = List.copyOf(sentinels);
  }
}
