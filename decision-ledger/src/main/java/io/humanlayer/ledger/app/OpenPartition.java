package io.humanlayer.ledger.app;

import io.humanlayer.kernel.OrganisationId;
import java.util.Optional;

/// One partition of the topic that orders the logs, within a transaction that holds its position.
public interface OpenPartition {

  /// The first offset that has not been written.
  long position();

  /// The newest log of `org`, locked until the transaction ends.
  Optional<OpenLog> log(OrganisationId org);

  /// Adds a log without entries.
  void add(NewLog log);

  /// The position commits with the entries, or neither does.
  void advance(long next);
}
