package io.humanlayer.policy.core.observation;

import io.humanlayer.policy.core.policy.PolicyRef;
import java.time.Instant;
import java.util.UUID;

/// Something that live traffic shows.
public sealed interface Observation {

  /// An expression of a policy failed on a request.
  ///
  /// @param messageId by which it is counted once
  record Failure(
      PolicyRef policy,
      String rule,
      String operation,
      String why,
      UUID request,
      String messageId,
      Instant at)
      implements Observation {}

  /// What a shadow said beside what was enforced.
  record ShadowRuled(
      PolicyRef shadow,
      UUID request,
      String agent,
      String operation,
      String enforced,
      String said,
      Instant at)
      implements Observation {}
}
