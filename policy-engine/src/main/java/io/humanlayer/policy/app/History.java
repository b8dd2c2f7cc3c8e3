package io.humanlayer.policy.app;

import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import io.humanlayer.policy.core.history.HistoryEntry;
import io.humanlayer.policy.core.history.RecordedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The requests of the past.
public interface History {

  /// Keeps what happened; the order and repetitions do not matter.
  void record(List<HistoryEntry> entries, Instant now);

  /// Gives every request of `organisation` that was submitted from `from` until before `to` and has
  /// been ruled upon to `reader`, oldest first. No more than a page of them is in memory.
  void forEach(
      OrganisationId organisation, Instant from, Instant to, Consumer<RecordedRequest> reader);

  /// The request that was ruled upon under this id.
  Optional<RecordedRequest> find(OrganisationId organisation, RequestId request);

  /// How many requests [#forEach] gives.
  long count(OrganisationId organisation, Instant from, Instant to);

  /// Forgets what was recorded before `then`; returns how many requests.
  int forget(Instant then);
}
