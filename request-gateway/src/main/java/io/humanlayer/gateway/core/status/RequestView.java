package io.humanlayer.gateway.core.status;

import io.humanlayer.kernel.AgentId;
import io.humanlayer.kernel.OrganisationId;
import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a request, as its agent may see it.
///
/// @param decision the decision as JSON, once there is one
/// @param recorded whether a receipt for the decision can be had
/// @param progress a question, or what became of the approval, as JSON
/// @param version grows with every change
public record RequestView(
    RequestId id,
    OrganisationId org,
    AgentId agent,
    String operation,
    String actionDigest,
    String type,
    int level,
    Instant submittedAt,
    Instant expiresAt,
    RequestStatus status,
    @Nullable String decision,
    boolean recorded,
    @Nullable String progress,
    int version) {

  /// The version of a request to which nothing has happened.
  public static final int FIRST_VERSION = 1;
}
