package io.humanlayer.gateway.core.denial;

import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A human's rejection of an action, which stands.
///
/// @param request the request that was rejected
public record Denial(RequestId request, Instant decidedAt, @Nullable String reasonCode) {}
