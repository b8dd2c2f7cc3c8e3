package io.humanlayer.ledger.app;

import io.humanlayer.ledger.core.access.AgentChange;
import io.humanlayer.ledger.core.access.Caller.OwnAgent;
import java.util.List;
import java.util.Optional;

/// The agents that may read, as far as this service has followed them.
public interface Readers {

  /// Applies changes in their order; repetitions and what is older than the known state do nothing.
  void apply(List<AgentChange> changes);

  /// The active agent that holds the key with this hash.
  Optional<OwnAgent> agentOf(String keyHash);
}
