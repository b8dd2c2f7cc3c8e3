package io.humanlayer.ledger.core.access;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import java.util.Optional;

/// Who asks, once they are known.
public sealed interface Caller {

  boolean mayRead(OrganisationId org);

  /// The agent to which what can be found is limited, if it is.
  Optional<AgentId> onlyAgent();

  /// Whoever runs the deployment.
  record Operator() implements Caller {
    @Override
    public boolean mayRead(OrganisationId org) {
      return true;
    }

    @Override
    public Optional<AgentId> onlyAgent() {
      return Optional.empty();
    }
  }

  /// Who may read every log and change nothing.
  record Auditor() implements Caller {
    @Override
    public boolean mayRead(OrganisationId org) {
      return true;
    }

    @Override
    public Optional<AgentId> onlyAgent() {
      return Optional.empty();
    }
  }

  /// An agent, which sees its own organisation and nothing else.
  record OwnAgent(OrganisationId org, AgentId agent) implements Caller {
    @Override
    public boolean mayRead(OrganisationId other) {
      return org.equals(other);
    }

    @Override
    public Optional<AgentId> onlyAgent() {
      return Optional.of(agent);
    }
  }
}
