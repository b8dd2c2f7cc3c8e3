package io.humanlayer.gateway.app;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import java.util.List;

/// What must stand still.
public interface Suspended {

  /// Whether all that was ordered before the start is known.
  boolean ready();

  /// The suspensions in force that concern what this agent wants to do.
  ///
  /// @throws io.humanlayer.web.ProblemException `unavailable` if they are not known
  List<String> concerning(OrganisationId org, AgentId agent, String operation);
}
