package io.humanlayer.policy.app;

import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.PastDecision.Basis;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Follows requests behind the rulings: keeps what happened to them, and gives back to the limits
/// what those took that ended without leave. Grants are made and ended here too.
@Singleton
public final class KeepHistory {

  private final History history;
  private final LimitTable limits;
  private final Grants grants;
  private final Clock clock;

  public KeepHistory(History history, LimitTable limits, Grants grants, Clock clock) {
    this.history = history;
    this.limits = limits;
    this.grants = grants;
    this.clock = clock;
  }

  /// May be called again with the same entries.
  public void keep(List<HistoryEntry> entries) {
    var now = clock.instant();
    history.record(entries, now);
    var ended = ended(entries);
    if (!ended.isEmpty()) {
      limits.release(ended, now);
    }
    grants.follow(entries, now);
  }

  /// The requests that a human, the clock or their asker ended; policy gives back at once.
  private static List<RequestId> ended(List<HistoryEntry> entries) {
    var ended = new ArrayList<RequestId>(0);
    for (var entry : entries) {
      if (entry instanceof HistoryEntry.Decided decided
          && decided.decision().outcome().ends()
          && decided.decision().basis() != Basis.POLICY) {
        ended.add(decided.id());
      }
    }
    return ended;
  }
}
