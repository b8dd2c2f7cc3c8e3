package io.humanlayer.routing.core.cases;

import io.humanlayer.kernel.AgentId;
import org.jspecify.annotations.Nullable;

/// The Agent that asks, as the ruling names it.
///
/// @param owner who answers for it, and may therefore never decide what it asks
public record Agent(
    AgentId id, @Nullable String name, @Nullable String version, @Nullable String owner) {}
