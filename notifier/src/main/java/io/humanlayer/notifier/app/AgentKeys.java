package io.humanlayer.notifier.app;

import io.humanlayer.kernel.OrganisationId;
import java.util.Optional;
import java.util.Set;

/// Which API keys are valid, and whose they are.
public interface AgentKeys {

  /// All keys of one agent from now on.
  ///
  /// @param hashes hex SHA-256 of each
  record Change(OrganisationId org, Set<String> hashes) {
    public Change {
      hashes = Set.copyOf(hashes);
    }
  }

  /// The organisation whose agent holds the key with this hash.
  Optional<OrganisationId> organisationOf(String hash);
}
