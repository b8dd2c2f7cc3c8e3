package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A seat that a Sentinel has taken and not yet answered in.
///
/// @param until when it is taken from them
public record Hold(
    int number, SentinelId sentinel, String panel, Instant until, @Nullable Behalf behalf)
    implements Placed {}
