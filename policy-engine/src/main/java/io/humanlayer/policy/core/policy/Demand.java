package io.humanlayer.policy.core.policy;

import java.math.BigDecimal;
import java.time.Duration;

/// What one request adds to one limit.
///
/// @param key what the total is kept by, for example the Agent's id
/// @param amount zero where the request does not count
public record Demand(String limit, String key, BigDecimal amount, Duration window) {}
