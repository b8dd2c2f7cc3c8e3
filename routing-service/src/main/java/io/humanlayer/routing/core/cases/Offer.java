package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.SentinelId;
import java.time.Instant;

/// An attempt to fill a seat of `panel` with one Sentinel.
public record Offer(SentinelId sentinel, String panel, Instant at) implements Placed {}
