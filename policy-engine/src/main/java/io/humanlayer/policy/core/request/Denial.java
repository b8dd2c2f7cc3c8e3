package io.humanlayer.policy.core.request;

import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A human's rejection of the same action of the same agent, which stood when the gateway received
/// the request.
///
/// @param request the request that was rejected
public record Denial(RequestId request, Instant decidedAt, @Nullable String reasonCode) {

  /// What is said of a request that meets this rejection.
  public Grounds.Barred barred() {
    return new Grounds.Barred(
        "denial-stands",
        "denial-stands",
        "The same action was rejected at "
            + decidedAt
            + " (request "
            + request
            + (reasonCode == null ? "" : ", " + reasonCode)
            + "); that stands until a person reopens it.");
  }
}
