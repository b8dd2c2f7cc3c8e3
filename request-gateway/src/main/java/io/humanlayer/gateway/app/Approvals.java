package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;

/// The approvals that were given by policy, which are used here.
public interface Approvals {

  /// Uses one; false if it was used before. The first use is told to everybody.
  boolean use(Agent agent, RequestId id, String actionDigest, Instant at);
}
