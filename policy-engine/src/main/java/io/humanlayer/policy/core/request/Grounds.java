package io.humanlayer.policy.core.request;

import io.humanlayer.kernel.RequestId;
import java.util.UUID;

/// Why a request is ruled upon as it is.
public sealed interface Grounds {

  /// What policies say holds.
  record Policies() implements Grounds {}

  /// It is denied whatever policies say; they are not asked.
  ///
  /// @param rule stands where the id of a rule stands
  /// @param reason what the agent may be told
  record Barred(String rule, String reasonCode, String reason) implements Grounds {}

  /// Policies ask for a human, and a human has answered before: a grant allows it.
  ///
  /// @param request the request whose decision made the grant
  record Granted(UUID grant, RequestId request) implements Grounds {}
}
