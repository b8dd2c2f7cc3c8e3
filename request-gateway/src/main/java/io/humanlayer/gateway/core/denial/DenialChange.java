package io.humanlayer.gateway.core.denial;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What changes whether a rejection stands.
public sealed interface DenialChange {

  RequestId request();

  /// Humans decided on an action. The last decision on an action counts, whichever comes in first;
  /// an approval ends what an earlier rejection forbade.
  record Judged(
      RequestId request,
      OrganisationId org,
      AgentId agent,
      String actionDigest,
      boolean rejected,
      @Nullable String reasonCode,
      Instant decidedAt)
      implements DenialChange {}

  /// A person lifted the rejection of `request`.
  record Reopened(RequestId request) implements DenialChange {}
}
