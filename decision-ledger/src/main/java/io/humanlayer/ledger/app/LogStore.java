package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where logs are written.
public interface LogStore {

  /// Adds a log without entries, unless its organisation has that generation already.
  void add(NewLog log);

  /// Does `work` on the newest log of `org` in one transaction, during which nobody else writes to
  /// that log; empty if the organisation has none.
  <T> Optional<T> inLog(OrganisationId org, Function<OpenLog, T> work);

  /// The organisations whose log has entries that no checkpoint covers.
  List<OrganisationId> grown();
}
