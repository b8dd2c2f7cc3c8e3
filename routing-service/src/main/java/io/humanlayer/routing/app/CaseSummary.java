package io.humanlayer.routing.app;

import io.humanlayer.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line in a Sentinel's list.
///
/// @param outcome none while the case is open
/// @param answered whether this Sentinel has given their verdict
public record CaseSummary(
    RequestId id,
    String operation,
    String agent,
    String tier,
    Instant openedAt,
    Instant deadline,
    @Nullable String outcome,
    boolean answered) {}
