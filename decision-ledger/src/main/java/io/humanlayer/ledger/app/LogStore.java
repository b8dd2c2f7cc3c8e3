package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where logs are written.
public interface LogStore {

  /// Does `work` in one transaction, during which nobody else writes what comes from `partition`.
  ///
  /// @throws AlreadyWritten if an entry or its position is taken; nothing was written then
  <T> T inPartition(int partition, Function<OpenPartition, T> work);

  /// Does `work` on the newest log of `org` in one transaction, during which nobody else writes to
  /// that log; empty if the organisation has none.
  <T> Optional<T> inLog(OrganisationId org, Function<OpenLog, T> work);

  /// Where `partition` goes on; 0 if nothing of it was ever written.
  long next(int partition);

  /// The organisations whose log has entries that no checkpoint covers.
  List<OrganisationId> grown();

  /// Every organisation that has a log.
  List<OrganisationId> all();
}
