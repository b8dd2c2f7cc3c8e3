package io.humanlayer.ledger.core.access;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import java.time.Instant;
import java.util.Set;

/// What became of an agent, as far as reading logs is concerned.
public sealed interface AgentChange {

  /// Its full state.
  ///
  /// @param keyHashes hex SHA-256 of each valid key
  record Registered(
      OrganisationId org, AgentId agent, boolean active, Set<String> keyHashes, Instant at)
      implements AgentChange {
    public Registered {
      keyHashes = Set.copyOf(keyHashes);
    }
  }

  /// It is gone.
  record Erased(OrganisationId org, AgentId agent) implements AgentChange {}
}
