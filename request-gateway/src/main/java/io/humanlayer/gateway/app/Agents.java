package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Organisations and their agents.
public interface Agents {

  /// Whether the organisation is new; an existing one keeps its name.
  boolean addOrganisation(OrganisationId org, String name, Instant at);

  /// Whether there is such an organisation.
  boolean hasOrganisation(OrganisationId org);

  /// Adds or changes an agent and tells the other services.
  void register(Agent agent, Instant at);

  /// Adds a key by its hash and tells the other services; false if there is no such agent.
  boolean addKey(OrganisationId org, AgentId agent, String hash, Instant at);

  Optional<Agent> find(OrganisationId org, AgentId agent);

  /// The active agent that holds the key with this hash.
  Optional<Agent> byKey(String hash);

  List<Agent> list(OrganisationId org);
}
