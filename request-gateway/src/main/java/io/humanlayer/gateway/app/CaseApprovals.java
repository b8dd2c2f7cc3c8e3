package io.humanlayer.gateway.app;

import io.humanlayer.gateway.core.identity.Agent;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;

/// The approvals that were given in a case, which are used there.
public interface CaseApprovals {

  /// Uses one; returns when it was used.
  ///
  /// @throws io.humanlayer.web.ProblemException with the reason why it cannot be used, or
  ///   `unavailable` if that cannot be told
  Instant use(Agent agent, RequestId id, String actionDigest);
}
