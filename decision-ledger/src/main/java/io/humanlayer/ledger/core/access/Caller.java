package io.humanlayer.ledger.core.access;

import io.humanlayer.kernel.OrganisationId;

/// Who asks, once they are known.
public sealed interface Caller {

  boolean mayRead(OrganisationId org);

  /// Whoever runs the deployment.
  record Operator() implements Caller {
    @Override
    public boolean mayRead(OrganisationId org) {
      return true;
    }
  }

  /// An agent, which sees its own organisation and nothing else.
  record OwnAgent(OrganisationId org) implements Caller {
    @Override
    public boolean mayRead(OrganisationId other) {
      return org.equals(other);
    }
  }
}
